import type {
  Actor,
  AssignmentDecided,
  MessageView,
  NoticeChannel,
  PersonRole,
  TargetEscalated,
  TargetReminderDue,
  TicketMessageReceived,
  TicketView,
} from '@deskbeat/contracts';

/** What somebody is to be told, and by which way. */
export interface Draft {
  readonly channel: NoticeChannel;
  /** Id of a person, or an e-mail address. */
  readonly recipient: string;
  readonly ticketId: string;
  readonly cause: string;
  readonly title: string;
  readonly body?: string;
}

export type Brief = Pick<
  TicketView,
  'id' | 'number' | 'subject' | 'priority' | 'createdAt' | 'assigneeId' | 'assigneeName' | 'customerName'
>;

export interface Colleague {
  readonly id: string;
  readonly role: PersonRole;
  readonly email?: string;
}

const longestTitle = 250;

export function toldOfDecision(decided: AssignmentDecided, by: Actor): Draft[] {
  const about = { channel: 'in-app', ticketId: decided.ticketId } as const;
  const told: Draft[] = [
    {
      ...about,
      recipient: decided.personId,
      cause: 'assigned',
      title: line(`${decided.number} is yours: ${decided.subject}`),
      body: decided.reason,
    },
  ];
  if (decided.formerPersonId && decided.formerPersonId !== decided.personId) {
    told.push({
      ...about,
      recipient: decided.formerPersonId,
      cause: 'reassigned',
      title: line(`${decided.number} is now with ${decided.personName}: ${decided.subject}`),
      body: decided.reason,
    });
  }
  return butNot(by, told);
}

/** The answer itself, to the customer. */
export function toldOfReply(message: MessageView): Draft[] {
  if (!message.customerEmail) return [];
  return [
    {
      channel: 'email',
      recipient: message.customerEmail,
      ticketId: message.ticketId,
      cause: 'replied',
      title: line(`Re: ${message.subject}`, ` [${message.number}]`),
      body: message.text,
    },
  ];
}

export function toldOfMessage(ticketId: string, { number, assigneeId }: TicketMessageReceived, by: Actor): Draft[] {
  if (!assigneeId) return [];
  const title = `${number}: the customer wrote`;
  return butNot(by, [{ channel: 'in-app', recipient: assigneeId, ticketId, cause: 'message-received', title }]);
}

export function toldOfReminder({ target, mark, dueAt }: TargetReminderDue, ticket: Brief): Draft[] {
  if (!ticket.assigneeId) return [];
  return [
    {
      channel: 'in-app',
      recipient: ticket.assigneeId,
      ticketId: ticket.id,
      cause: 'reminder-due',
      title: line(`${ticket.number}: ${nameOf(target)} will be due soon: ${ticket.subject}`),
      body: `${mark} % of the time is used.${dueAt ? ` Due at ${minute(dueAt)}.` : ''}`,
    },
  ];
}

/** @param at when the breach was recorded @param link address of the ticket for people */
export function toldOfEscalation(
  escalated: TargetEscalated,
  ticket: Brief,
  colleagues: readonly Colleague[],
  { at, link }: { at: string; link: string },
): Draft[] {
  const { target, to, wasDueAt } = escalated;
  const about = { ticketId: ticket.id, cause: 'escalated' };
  const title = line(`${ticket.number}: ${nameOf(target)} is late: ${ticket.subject}`);
  const body = [
    `Ticket: ${ticket.number} ${ticket.subject}`,
    `Promise: ${nameOf(target)}, priority ${ticket.priority}`,
    `Assigned to: ${ticket.assigneeName ?? ticket.assigneeId ?? 'nobody'}`,
    `Customer: ${ticket.customerName ?? 'not named'}`,
    `Open since: ${minute(ticket.createdAt)}`,
    `Was due at: ${minute(wasDueAt)}`,
    `Late by: ${span(Date.parse(at) - Date.parse(wasDueAt))} when this was written`,
    '',
    link,
  ].join('\n');
  const told: Draft[] = [];
  if (to.includes('assignee') && ticket.assigneeId) {
    told.push({ ...about, channel: 'in-app', recipient: ticket.assigneeId, title, body });
  }
  for (const { id, email } of colleagues.filter(({ role }) => to.includes(role))) {
    if (id !== ticket.assigneeId || !to.includes('assignee')) {
      told.push({ ...about, channel: 'in-app', recipient: id, title, body });
    }
    if (email) told.push({ ...about, channel: 'email', recipient: email, title, body });
  }
  return told;
}

/** Nobody is told what they did themselves. */
const butNot = (by: Actor, told: Draft[]): Draft[] =>
  told.filter(({ recipient }) => by.kind !== 'person' || by.id !== recipient);

const nameOf = (target: string): string => target.replace('-', ' ');
const minute = (instant: string): string => `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** One line that fits a title; the end is always there. */
function line(text: string, end = ''): string {
  const clean = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  const room = longestTitle - end.length;
  return `${clean.length > room ? `${clean.slice(0, room - 1).trimEnd()}…` : clean}${end}`;
}

function span(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 1) return 'less than a minute';
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60];
  return [days && `${days} d`, hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(' ');
}
