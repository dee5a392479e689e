import type { LinkPurpose } from '@deskbeat/contracts';
import type { Language } from '../page/language.js';

export interface WelcomeWords {
  titles: Readonly<Record<LinkPurpose, string>>;
  email: string;
  name: string;
  password: string;
  hint: (minLength: number) => string;
  save: string;
  weak: string;
  notAcceptable: string;
  invalid: string;
  expired: string;
  setUpAlready: string;
  unavailable: string;
}

export const welcomeWords: Readonly<Record<Language, WelcomeWords>> = {
  en: {
    titles: {
      'set-up': 'Set up Deskbeat',
      invitation: 'Welcome to Deskbeat',
      reset: 'Choose a new password',
    },
    email: 'E-mail address',
    name: 'Name',
    password: 'Password',
    hint: (minLength) =>
      `${minLength} characters or more. Several words that do not belong together are a good choice.`,
    save: 'Save and sign in',
    weak: 'This password is too easy to guess, or too short. Please take another one.',
    notAcceptable: 'Please fill in all fields.',
    invalid: 'This link is not valid, or it was used already.',
    expired: 'This link is not open any more. Please ask for a new one.',
    setUpAlready: 'Deskbeat is set up already. Please sign in.',
    unavailable: 'This cannot be saved at the moment. Please try again in a few minutes.',
  },
  zh: {
    titles: {
      'set-up': '设置 Deskbeat',
      invitation: '欢迎使用 Deskbeat',
      reset: '设置新密码',
    },
    email: '电子邮箱',
    name: '姓名',
    password: '密码',
    hint: (minLength) => `至少 ${minLength} 个字符。建议使用几个互不相关的词。`,
    save: '保存并登录',
    weak: '该密码过短或太容易被猜到，请换一个。',
    notAcceptable: '请填写所有字段。',
    invalid: '此链接无效，或已被使用。',
    expired: '此链接已失效，请重新申请。',
    setUpAlready: 'Deskbeat 已完成设置，请登录。',
    unavailable: '暂时无法保存，请几分钟后再试。',
  },
};
