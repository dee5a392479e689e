export const kitWords = {
  nobody: { en: 'Nobody yet', zh: '尚未分配' },
  changed: { en: 'Changed since you looked', zh: '上次查看后有更新' },
  undo: { en: 'Undo', zh: '撤销' },
  close: { en: 'Close', zh: '关闭' },
  retry: { en: 'Try again', zh: '重试' },
  trace: { en: 'Trace', zh: '追踪编号' },
  cancel: { en: 'Cancel', zh: '取消' },
  open: { en: { one: '{n} open', other: '{n} open' }, zh: '{n} 个未结' },
  loading: { en: 'Loading', zh: '正在加载' },
};
