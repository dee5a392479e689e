export const letterLanguages = ['en', 'zh'] as const;
export type LetterLanguage = (typeof letterLanguages)[number];

export type LetterKind = 'invitation' | 'reset' | 'customer';

export interface Letter {
  subject: string;
  text: string;
}

interface About {
  name: string;
  url: string;
  /** RFC 3339. */
  expiresAt: string;
}

const until = (expiresAt: string): string => `${expiresAt.slice(0, 10)} ${expiresAt.slice(11, 16)} UTC`;

const letters: Readonly<Record<LetterLanguage, Readonly<Record<LetterKind, (about: About) => Letter>>>> = {
  en: {
    invitation: ({ name, url, expiresAt }) => ({
      subject: 'Your Deskbeat account',
      text: `Hello ${name},\n\nan account was made for you. Choose a password here:\n\n${url}\n\nThe link works once, until ${until(expiresAt)}.`,
    }),
    reset: ({ name, url, expiresAt }) => ({
      subject: 'Choose a new password',
      text: `Hello ${name},\n\nsomebody asked for a new password for your account. Choose it here:\n\n${url}\n\nThe link works once, until ${until(expiresAt)}. If it was not you, there is nothing to do: your password stays as it is.`,
    }),
    customer: ({ name, url, expiresAt }) => ({
      subject: 'Your requests',
      text: `Hello${name && ` ${name}`},\n\nhere you see your requests and can write to us:\n\n${url}\n\nThe link works once, until ${until(expiresAt)}. If it was not you who asked for it, there is nothing to do.`,
    }),
  },
  zh: {
    invitation: ({ name, url, expiresAt }) => ({
      subject: '您的 Deskbeat 账号',
      text: `${name}，您好：\n\n已为您创建账号。请在此设置密码：\n\n${url}\n\n该链接只能使用一次，有效期至 ${until(expiresAt)}。`,
    }),
    reset: ({ name, url, expiresAt }) => ({
      subject: '设置新密码',
      text: `${name}，您好：\n\n有人请求为您的账号设置新密码。请在此设置：\n\n${url}\n\n该链接只能使用一次，有效期至 ${until(expiresAt)}。如果不是您本人的请求，请忽略此邮件，密码不会改变。`,
    }),
    customer: ({ name, url, expiresAt }) => ({
      subject: '查看您的请求',
      text: `${name && `${name}，`}您好：\n\n您可以在此查看您的请求并给我们留言：\n\n${url}\n\n该链接只能使用一次，有效期至 ${until(expiresAt)}。如果不是您本人的请求，请忽略此邮件。`,
    }),
  },
};

export const letterOf = (kind: LetterKind, language: LetterLanguage, about: About): Letter =>
  letters[language][kind](about);
