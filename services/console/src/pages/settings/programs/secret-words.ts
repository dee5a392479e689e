export const secretWords = {
  once: { en: 'Keep this secret now: it is not shown again', zh: '请立即保存此密钥，之后不会再次显示' },
  copy: { en: 'Copy', zh: '复制' },
  copied: { en: 'Copied', zh: '已复制' },
};
