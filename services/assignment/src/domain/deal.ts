import { choose } from './choice.js';
import type { Before, Dealing, DealingQueue, InLine } from './dealing.js';
import { whyNotThere } from './eligible.js';
import { roundOf } from './turns.js';

/**
 * Gives the tickets in line to people, in their order; one that nobody can take stays and holds up no other.
 * @param members of the queue
 * @param people everybody, by id: who is preferred need not belong to the queue
 * @param last number of the last decision that gave somebody a ticket, by person
 */
export function deal(
  queue: DealingQueue,
  members: readonly string[],
  before: Before,
  last: ReadonlyMap<string, number>,
  line: readonly InLine[],
  now: Date,
): Dealing {
  const people = new Map(before.people);
  const lastOf = new Map(last);
  const result: Dealing = {
    turn: before.turn,
    round: roundOf(before.round, new Set(members)),
    people,
    held: new Set(before.held),
    placements: [],
    left: [],
  };
  const there = members.filter((id) => people.has(id) && !whyNotThere(people.get(id)!, queue.presenceRule, now));
  for (const ticket of line) {
    const chosen = choose(ticket, { queue, members, there, lastOf, now, dealt: result });
    if ('ticketId' in chosen) {
      result.left.push(chosen);
      continue;
    }
    const { personId, round = result.round, ...decision } = chosen;
    const person = people.get(personId)!;
    result.turn++;
    result.round = round;
    lastOf.set(personId, result.turn);
    people.set(personId, { ...person, load: person.load + ticket.points });
    const { ticketId, points } = ticket;
    result.placements.push({ ticketId, queueId: queue.id, personId, turn: result.turn, points, ...decision });
  }
  return result;
}
