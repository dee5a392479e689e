import {
  Problem,
  ticketStepTicked,
  type Actor,
  type PersonRole,
  type ProcedureStep,
  type TickStep,
} from '@deskbeat/contracts';
import { checkNotClosed, noted } from './change.js';
import { fact, nothingToDo, type Decision } from './revision.js';
import type { TicketRules } from './rules.js';
import { holderOf, type Ticket } from './ticket-state.js';

/** Who ticks; the role of a person, as far as it is known. */
export interface Ticker {
  actor: Actor;
  role?: PersonRole;
}

const leading: readonly (PersonRole | undefined)[] = ['lead', 'manager', 'administrator'];

/** Another system may do what it was trusted with; a lead may do the work of the others. */
function owns({ actor, role }: Ticker, { owner = 'anyone' }: ProcedureStep, ticket: Ticket): boolean {
  if (actor.kind !== 'person') return actor.kind === 'system';
  switch (owner) {
    case 'anyone':
      return true;
    case 'assignee':
      return holderOf(ticket)?.assigneeId === actor.id || leading.includes(role);
    case 'lead':
      return leading.includes(role);
  }
}

/**
 * Ticks a step or takes the tick back; it does not outdate what others have seen.
 * @throws Problem `not-found` when the type has no such step, `forbidden` to those who do not own it
 */
export function tick(
  ticket: Ticket,
  { step: key, done }: TickStep,
  ticker: Ticker,
  now: Date,
  { types }: TicketRules,
): Decision {
  checkNotClosed(ticket);
  const step = types.get(ticket.type)?.steps.find((one) => one.key === key);
  if (!step) throw new Problem('not-found', { context: { entity: 'step', id: key } });
  if (!owns(ticker, step, ticket)) {
    throw new Problem('forbidden', {
      detail: `${step.label} is done by: ${step.owner}`,
      context: { owner: step.owner },
    });
  }
  const others = (ticket.ticked ?? []).filter((one) => one.step !== key);
  const wasDone = others.length < (ticket.ticked?.length ?? 0);
  if (wasDone === done) return nothingToDo;
  const ticked = done ? [...others, { step: key, by: ticker.actor, at: now }] : others;
  const { label, status } = step;
  return noted(ticket, now, [fact(ticketStepTicked, { step: key, label, status, done })], {
    ticked: ticked.length > 0 ? ticked : undefined,
  });
}
