import { whyNot, type Candidate, type Wanting } from './eligible.js';
import type { PresenceRule } from '@deskbeat/contracts';

/** An open ticket that may go to somebody else. */
export interface Movable extends Wanting {
  personId: string;
}

export interface Move {
  ticketId: string;
  from: string;
  to: string;
}

/** Share of the capacity that is taken; without a limit, of what an ordinary person has. */
const ordinary = 40;
const share = ({ capacity, load }: Candidate): number => load / (capacity === 0 ? ordinary : capacity);

/**
 * Which tickets go from whom to whom until nobody could give one away without being less loaded than who gets it. The
 * newest go first: who has had a ticket for long knows it. Nobody who is not there gets anything.
 * @param newest open tickets, newest first
 */
export function levelled(
  people: readonly Candidate[],
  newest: readonly Movable[],
  rule: PresenceRule,
  now: Date,
  most = 1_000,
): Move[] {
  const state = new Map(people.map((person) => [person.id, person]));
  const moves: Move[] = [];
  for (const ticket of newest) {
    const from = state.get(ticket.personId);
    if (!from || moves.length === most) continue;
    const lighter = { ...from, load: from.load - ticket.points };
    const [to] = [...state.values()]
      .filter((person) => person.id !== from.id && !whyNot(person, rule, ticket, now))
      .map((person) => ({ ...person, load: person.load + ticket.points }))
      .filter((heavier) => share(heavier) <= share(lighter) || (share(from) > 1 && share(heavier) <= 1))
      .sort((a, b) => share(a) - share(b) || (a.id < b.id ? -1 : 1));
    if (!to) continue;
    state.set(from.id, lighter).set(to.id, to);
    moves.push({ ticketId: ticket.ticketId, from: from.id, to: to.id });
  }
  return moves;
}
