import type { Problem, Status } from '@deskbeat/contracts';
import type { Language } from '../page/language.js';

export interface PortalWords {
  title: string;
  email: string;
  askHint: string;
  ask: string;
  asked: string;
  enterAs: (email: string) => string;
  enter: string;
  mine: string;
  none: string;
  fresh: string;
  subject: string;
  text: string;
  send: string;
  reply: string;
  back: string;
  leave: string;
  us: string;
  you: string;
  became: (status: string) => string;
  older: string;
  status: Readonly<Record<Status, string>>;
  wrong: (problem: Problem) => string;
}

export const portalWords: Readonly<Record<Language, PortalWords>> = {
  en: {
    title: 'Your requests',
    email: 'E-mail address',
    askHint: 'We send you a link to your requests. No password is needed.',
    ask: 'Send me a link',
    asked: 'If we know this address, a link is on its way. It works once, for half an hour.',
    enterAs: (email) => `This opens the requests of ${email}.`,
    enter: 'Open my requests',
    mine: 'Your requests',
    none: 'You have no requests.',
    fresh: 'New request',
    subject: 'What is it about?',
    text: 'Your message',
    send: 'Send',
    reply: 'Write to us',
    back: 'All requests',
    leave: 'Sign out',
    us: 'We',
    you: 'You',
    became: (status) => `Now: ${status}`,
    older: 'The newest 100 are shown.',
    status: {
      new: 'Received',
      'pending-assignment': 'Received',
      'in-progress': 'In progress',
      'awaiting-confirmation': 'Waiting for you',
      resolved: 'Solved',
      closed: 'Closed',
    },
    wrong: ({ code }) => {
      if (code === 'link-invalid') return 'This link is not valid, or it was used already. Please ask for a new one.';
      if (code === 'link-expired') return 'This link is not open any more. Please ask for a new one.';
      if (code === 'not-found') return 'There is no such request.';
      if (code === 'validation-failed') return 'Please check what you filled in.';
      if (code === 'too-many-requests') return 'That was a bit often. Please try again later.';
      if (code === 'move-not-allowed' || code === 'forbidden') return 'This cannot be done any more.';
      return 'This is not possible at the moment. Please try again in a few minutes.';
    },
  },
  zh: {
    title: '您的请求',
    email: '电子邮箱',
    askHint: '我们会发送一个链接，无需密码即可查看您的请求。',
    ask: '发送链接',
    asked: '如果该邮箱有记录，链接已发送。链接只能使用一次，半小时内有效。',
    enterAs: (email) => `将打开 ${email} 的请求。`,
    enter: '打开我的请求',
    mine: '您的请求',
    none: '您还没有请求。',
    fresh: '新建请求',
    subject: '主题',
    text: '内容',
    send: '提交',
    reply: '给我们留言',
    back: '全部请求',
    leave: '退出',
    us: '我们',
    you: '您',
    became: (status) => `状态：${status}`,
    older: '仅显示最近 100 条。',
    status: {
      new: '已收到',
      'pending-assignment': '已收到',
      'in-progress': '处理中',
      'awaiting-confirmation': '等待您确认',
      resolved: '已解决',
      closed: '已关闭',
    },
    wrong: ({ code }) => {
      if (code === 'link-invalid') return '此链接无效，或已被使用。请重新获取。';
      if (code === 'link-expired') return '此链接已失效。请重新获取。';
      if (code === 'not-found') return '没有这个请求。';
      if (code === 'validation-failed') return '请检查填写的内容。';
      if (code === 'too-many-requests') return '操作过于频繁，请稍后再试。';
      if (code === 'move-not-allowed' || code === 'forbidden') return '此操作已无法进行。';
      return '暂时无法完成，请几分钟后再试。';
    },
  },
};
