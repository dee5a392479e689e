import type { NoticeCause, NoticeChannel } from '@deskbeat/contracts';

/** Whom a cause concerns. */
export const noticeRoles = [
  'customer',
  'assignee',
  'former-assignee',
  'collaborator',
  'watcher',
  'mentioned',
  'lead',
  'manager',
  'named',
] as const;
export type NoticeRole = (typeof noticeRoles)[number];

type Audience = Partial<Record<NoticeRole, readonly NoticeChannel[]>>;

const onScreen = { assignee: ['in-app'], collaborator: ['in-app'], watcher: ['in-app'] } as const satisfies Audience;
const byBoth = ['in-app', 'email'] as const;

/** Who is told of what, by which channels, unless they wish otherwise. */
export const audiences: Readonly<Record<Exclude<NoticeCause, 'summary'>, Audience>> = {
  received: { customer: ['email'] },
  replied: { customer: ['email'], collaborator: ['in-app'], watcher: ['in-app'] },
  'waiting-for-you': { customer: ['email'] },
  resolved: { customer: ['email'], collaborator: ['in-app'], watcher: ['in-app'] },
  'confirmation-reminder': { customer: ['email'] },
  assigned: { assignee: ['in-app'] },
  reassigned: { 'former-assignee': ['in-app'] },
  'asked-to-help': { collaborator: ['in-app'] },
  unclaimed: { lead: byBoth },
  woken: { assignee: ['in-app'] },
  'message-received': onScreen,
  mentioned: { mentioned: byBoth },
  'reminder-due': { assignee: ['in-app'] },
  escalated: { assignee: ['in-app'], lead: byBoth, manager: byBoth, named: byBoth },
};

export type ToldCause = keyof typeof audiences;

/** Nobody can be kept from hearing of a broken promise: these stay whatever somebody wishes. */
export const cannotBeOff: readonly (readonly [NoticeCause, NoticeChannel])[] = [['escalated', 'in-app']];

/** The variables of a cause's text, with values as an example. */
export const variables: Readonly<Record<NoticeCause, Variables>> = {
  received: { ...aboutTicket(), ...toCustomer() },
  replied: { ...aboutTicket(), ...toCustomer(), message: { text: 'A new lamp is on its way.' } },
  'waiting-for-you': { ...aboutTicket(), ...toCustomer(), ...asked(), message: { text: 'Does it work now?' } },
  resolved: { ...aboutTicket(), ...toCustomer(), ...asked(), message: { text: 'A new lamp was sent.' } },
  'confirmation-reminder': { ...aboutTicket(), ...toCustomer(), ...asked() },
  assigned: { ...aboutTicket(), assignee: { name: 'Ana' }, reason: 'her turn' },
  reassigned: { ...aboutTicket(), assignee: { name: 'Ben' }, reason: 'knows the carrier' },
  'asked-to-help': { ...aboutTicket(), author: { name: 'Ana' } },
  unclaimed: { ...aboutTicket(), queue: { name: 'repairs' }, reason: 'nobody is there' },
  woken: aboutTicket(),
  'message-received': aboutTicket(),
  mentioned: { ...aboutTicket(), author: { name: 'Ana' }, message: { text: '@Ben, do you know this one?' } },
  'reminder-due': { ...aboutTicket(), ...promise(), promise: { ...promise().promise, used: '75' } },
  escalated: {
    ...aboutTicket(),
    ...promise(),
    assignee: { name: 'Ana' },
    customer: { name: 'Mia' },
    escalation: {
      level: '1',
      late: '2 h 5 min',
      since: '2026-01-05 08:00 UTC',
      done: 'nobody has answered yet',
      asked: 'answer the customer',
    },
  },
  summary: { count: '3', items: '- DB-12 …' },
};

/** Nested names with text. */
export interface Variables {
  readonly [name: string]: string | Variables;
}

function aboutTicket() {
  const subject = 'The parcel arrived broken';
  return {
    ticket: { number: 'DB-12', subject, priority: 'high', link: 'http://127.0.0.1:7300/tickets/DB-12' },
  } as const;
}
function toCustomer() {
  return { customer: { name: 'Mia' } } as const;
}
function asked() {
  return { confirm: { link: 'http://127.0.0.1:7300/confirm/…' } } as const;
}
function promise() {
  return { promise: { target: 'first response', dueAt: '2026-01-05 10:00 UTC' } } as const;
}
