export const signInWords = {
  title: { en: 'Sign in', zh: '登录' },
  back: {
    en: 'Your session has ended. Sign in to go on; the page is as you left it.',
    zh: '会话已结束。请重新登录，页面内容保持不变。',
  },
  email: { en: 'E-mail', zh: '邮箱' },
  password: { en: 'Password', zh: '密码' },
  code: { en: 'Code of your second factor', zh: '两步验证码' },
  codeHint: { en: 'From your app, or one of your recovery codes', zh: '来自验证器应用，或使用恢复码' },
  forgot: { en: 'Forgot the password?', zh: '忘记密码？' },
  mailed: {
    en: 'If there is an account with this address, a link is on its way.',
    zh: '如果该邮箱有账户，重置链接已发送。',
  },
  enterEmail: { en: 'Write your e-mail address first', zh: '请先填写邮箱' },
};
