import { Problem, problemOf } from '@deskbeat/contracts';
import { nothingToDo, type Decision, type Fact } from '../../ticket/domain/revision.js';
import type { Ticket, TicketState } from '../../ticket/domain/ticket-state.js';

/** One of several decisions about a ticket. */
export interface Step {
  name: string;
  decide: (ticket: Ticket) => Decision;
}

/**
 * All steps as one decision, each on what the one before leaves: one state, all facts.
 * @throws Problem of the step that is refused, with its name in `context.step`; nothing is applied then
 */
export function inSequence(ticket: Ticket, steps: readonly Step[]): Decision {
  const facts: Fact[] = [];
  let next: TicketState | undefined;
  let current = ticket;
  for (const step of steps) {
    const revision = decided(step, current);
    if (!revision) continue;
    facts.push(...revision.facts);
    next = revision.next;
    current = { ...next, _id: ticket._id, version: ticket.version + facts.length };
  }
  const [first, ...others] = facts;
  return next && first ? { next, facts: [first, ...others] } : nothingToDo;
}

function decided({ name, decide }: Step, ticket: Ticket): Decision {
  try {
    return decide(ticket);
  } catch (error) {
    const { code, detail, errors, context } = problemOf(error);
    if (code === 'internal') throw error;
    throw new Problem(code, { detail: detail ?? `${name} is refused`, errors, context: { ...context, step: name } });
  }
}
