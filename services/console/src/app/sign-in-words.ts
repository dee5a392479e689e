import type { Word } from '../i18n/words.js';

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
  or: { en: 'or', zh: '或' },
  passkey: { en: 'Use a passkey', zh: '使用通行密钥' },
  noPasskey: { en: 'No passkey of yours let you in', zh: '未能用通行密钥登录' },
  needsPasskey: {
    en: 'The password alone is not enough for your role. Use your passkey.',
    zh: '您的角色不能仅用密码登录，请使用通行密钥。',
  },
  sso: { en: 'Go on with {name}', zh: '使用 {name} 登录' },
  enterEmail: { en: 'Write your e-mail address first', zh: '请先填写邮箱' },
};

/** How the organisation's own sign-in ended, by the code of the problem. */
export const ssoWords: Readonly<Record<string, Word>> = {
  'sign-in-failed': {
    en: 'You were not let in. Ask an administrator whether your account may use Deskbeat.',
    zh: '未能登录。请向管理员确认您的账户是否有权使用 Deskbeat。',
  },
  'too-many-requests': { en: 'That was a bit fast; try again in a moment', zh: '操作过快，请稍后再试' },
  unavailable: {
    en: 'The organisation’s sign-in cannot be reached at the moment',
    zh: '暂时无法连接组织的登录服务',
  },
};
