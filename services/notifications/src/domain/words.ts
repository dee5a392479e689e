import type { NoticeLanguage, TicketView } from '@deskbeat/contracts';

/** What the system itself says inside notices, in the language of who reads it. */
interface Words {
  nobody: string;
  notNamed: string;
  target: (target: string) => string;
  /** Length of time, milliseconds. */
  span: (ms: number) => string;
  /** Said above the names of files. */
  filesTooLarge: (link: string) => string;
  filesMissing: string;
  done: (progress: Progress) => string;
  asked: (progress: Progress) => string;
}

/** How far a ticket has come. */
export interface Progress {
  target: string;
  hasAssignee: boolean;
  /** The first response was given, in time or late. */
  answered: boolean;
  status: TicketView['status'];
}

const parts = (ms: number): [days: number, hours: number, minutes: number] => {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  return [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60];
};

const english: Words = {
  nobody: 'nobody',
  notNamed: 'not named',
  target: (target) => target.replaceAll('-', ' '),
  span: (ms) => {
    const [days, hours, minutes] = parts(ms);
    const said = [days && `${days} d`, hours && `${hours} h`, minutes && `${minutes} min`].filter(Boolean).join(' ');
    return said || 'less than a minute';
  },
  filesTooLarge: (link) => `These files are too large for a letter; you find them here: ${link}`,
  filesMissing: 'These files are not available any more:',
  done: ({ answered, hasAssignee, status }) =>
    [
      answered ? 'the customer was answered' : 'nobody has answered the customer',
      hasAssignee ? `somebody has it (${status.replaceAll('-', ' ')})` : 'nobody has it',
    ].join(', '),
  asked: ({ target, hasAssignee }) =>
    hasAssignee
      ? `see that ${target === 'resolution' ? 'it is resolved' : 'the customer is answered'}, or give it to somebody who can`
      : 'give it to somebody',
};

const targetNames: Record<string, string> = {
  'first-response': '首次响应',
  'next-response': '后续响应',
  resolution: '解决',
  'pick-up': '接单',
};
const statusNames: Record<TicketView['status'], string> = {
  new: '新建',
  'pending-assignment': '待分配',
  'in-progress': '处理中',
  'awaiting-confirmation': '待客户确认',
  resolved: '已解决',
  closed: '已关闭',
};

const chinese: Words = {
  nobody: '无',
  notNamed: '未署名',
  target: (target) => targetNames[target] ?? target,
  span: (ms) => {
    const [days, hours, minutes] = parts(ms);
    const said = [days && `${days} 天`, hours && `${hours} 小时`, minutes && `${minutes} 分钟`];
    return said.filter(Boolean).join(' ') || '不到一分钟';
  },
  filesTooLarge: (link) => `以下文件过大，未随信附上，请在您的工单中查看： ${link}`,
  filesMissing: '以下文件已不可用：',
  done: ({ answered, hasAssignee, status }) =>
    [
      answered ? '已答复客户' : '尚未答复客户',
      hasAssignee ? `已有人负责（${statusNames[status]}）` : '尚无人负责',
    ].join('，'),
  asked: ({ target, hasAssignee }) => {
    if (!hasAssignee) return '指派负责人';
    return target === 'resolution' ? '督促解决，或转交给能处理的人' : '督促答复客户，或转交给能处理的人';
  },
};

export const words: Readonly<Record<NoticeLanguage, Words>> = { en: english, zh: chinese };

/** `2026-01-05 10:00 UTC`, or in the reader's time zone. */
export function minuteOf(instant: string, timeZone = 'UTC'): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${format.format(new Date(instant))} ${timeZone}`;
}
