import type { MacroActions } from '@deskbeat/contracts';
import { snooze } from '../../ticket/domain/attention.js';
import { changeStatus } from '../../ticket/domain/change-status.js';
import { note, reply } from '../../ticket/domain/conversation.js';
import type { Message } from '../../ticket/domain/message.js';
import { recordAssignment, type AssignmentNews } from '../../ticket/domain/record.js';
import type { TicketRules } from '../../ticket/domain/rules.js';
import type { Ticket } from '../../ticket/domain/ticket-state.js';
import { tagsAfter } from '../../ticket/domain/tags.js';
import { update } from '../../ticket/domain/update.js';
import type { Step } from './in-sequence.js';

/** What a macro says, with its wordings filled in. */
export interface Filled {
  note?: Message;
  reply?: Message;
  /** Who has the ticket then, as assignment decided. */
  assigned?: Assigned;
}

/** What it does, and why. */
export type Reasoned = MacroActions & { reason: string };

export interface Assigned {
  /** Of the assignment. */
  version: number;
  news: AssignmentNews;
}

const minuteMs = 60_000;

/** What a macro does, in the order in which it is done: who has it, fields, note, reply with the move that follows from it, snooze. */
export function stepsOf(actions: Reasoned, filled: Filled, now: Date, rules: TicketRules): Step[] {
  const { status, reason, snoozeMinutes } = actions;
  const said = filled.reply;
  const moveTo = said && (status === 'awaiting-confirmation' || status === 'resolved') ? status : undefined;
  const until = snoozeMinutes && new Date(now.getTime() + snoozeMinutes * minuteMs).toISOString();
  const { assigned } = filled;
  const steps: (Step | undefined)[] = [
    assigned && { name: 'assign', decide: (ticket) => recordAssignment(ticket, assigned.version, assigned.news, now) },
    { name: 'fields', decide: (ticket) => updated(ticket, actions, now, rules) },
    filled.note && { name: 'note', decide: (ticket) => note(ticket, filled.note!, now) },
    said && { name: 'reply', decide: (ticket) => reply(ticket, { ...said, moveTo }, now, rules) },
    status && !moveTo
      ? { name: 'status', decide: (ticket) => moved(ticket, { to: status, reason }, now, rules) }
      : undefined,
    until ? { name: 'snooze', decide: (ticket) => snooze(ticket, { until, reason }, now) } : undefined,
  ];
  return steps.filter((step) => step !== undefined);
}

function updated(ticket: Ticket, actions: MacroActions, now: Date, rules: TicketRules) {
  const { type, priority, fields } = actions;
  const tags = tagsAfter(ticket.tags, actions);
  const command = { ticketId: ticket._id, seenVersion: ticket.version, type, priority, fields, tags };
  return update(ticket, command, now, rules);
}

function moved(
  ticket: Ticket,
  move: Pick<Parameters<typeof changeStatus>[1], 'to' | 'reason'>,
  now: Date,
  rules: TicketRules,
) {
  if (ticket.status === move.to) return undefined;
  return changeStatus(ticket, { ticketId: ticket._id, seenVersion: ticket.version, ...move }, now, rules);
}
