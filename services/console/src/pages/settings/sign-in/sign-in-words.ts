export const signInRulesWords = {
  title: { en: 'Sign-in', zh: '登录' },
  secondFactorFor: { en: 'Who needs a second factor', zh: '哪些角色必须使用两步验证' },
  hint: {
    en: 'Whoever has none sets one up at the next sign-in, before anything else. A passkey is one; single sign-on is proof enough.',
    zh: '未设置者在下次登录时须先完成设置。通行密钥即可满足要求；使用单点登录者不受影响。',
  },
  auditor: { en: 'Auditor', zh: '审计员' },
  hasFactor: { en: 'Signs in as {email}, with a second factor', zh: '登录邮箱：{email}，已启用两步验证' },
  hasNone: { en: 'Signs in as {email}, without a second factor', zh: '登录邮箱：{email}，未启用两步验证' },
  reset: { en: 'Reset the second factor', zh: '重置两步验证' },
  wasReset: {
    en: '{name} can set up a new second factor; passkeys are gone as well',
    zh: '{name} 可以重新设置两步验证，其通行密钥也已移除',
  },
};
