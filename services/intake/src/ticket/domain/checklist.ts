import type { StepView } from '@deskbeat/contracts';
import type { TicketRules } from './rules.js';
import type { Ticket } from './ticket-state.js';

/** The whole procedure, with what is done of it. */
export function checklistOf({ type, ticked = [] }: Ticket, { types }: TicketRules): StepView[] {
  const done = new Map(ticked.map(({ step, by, at }) => [step, { by, at: at.toISOString() }]));
  return (types.get(type)?.steps ?? []).map(({ key, label, status, required = false, owner = 'anyone' }) => {
    const tickView = done.get(key);
    return { key, label, status, required, owner, ...(tickView && { done: tickView }) };
  });
}
