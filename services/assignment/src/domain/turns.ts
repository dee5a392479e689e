import type { Exclusion, Presence } from '@deskbeat/contracts';

/** Somebody of the queue, whether there or not. */
export interface Candidate {
  id: string;
  name: string;
  presence: Presence;
}

/** Where the round stands. */
export interface Turns {
  lastServed?: string;
  /** Number of the last turn that was given. */
  turn: number;
  /** People whose turn was passed over or came to nothing in this round: they are served first. */
  owed: readonly string[];
}

export interface InLine {
  ticketId: string;
  /** People who returned this ticket. */
  excluded: readonly string[];
}

/** A turn that was given. */
export interface Placement {
  ticketId: string;
  personId: string;
  turn: number;
  reason: string;
  excluded: Exclusion[];
}

/** A decision names at most so many people who were passed over. */
const namedExclusions = 20;

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function whyNot(person: Candidate, ticket: InLine): string | undefined {
  if (person.presence !== 'available') return `is ${person.presence}`;
  if (ticket.excluded.includes(person.id)) return 'returned this ticket';
  return undefined;
}

/** Why each of these people does not get the ticket. */
export function exclusionsOf(people: readonly Candidate[], ticket: InLine): Exclusion[] {
  return people
    .flatMap((person) => {
      const why = whyNot(person, ticket);
      return why ? [{ personId: person.id, why }] : [];
    })
    .slice(0, namedExclusions);
}

/**
 * Gives turns to the tickets in line, in their order, until nobody can take the next one; a ticket that nobody can take
 * stays in line and holds up no other.
 * @param people of the queue, in any order; a round goes by their ids, so it survives that people come and go
 */
export function takeTurns(
  queueName: string,
  turns: Turns,
  people: readonly Candidate[],
  line: readonly InLine[],
): { turns: Turns; placements: Placement[] } {
  const round = [...people].sort(byId);
  const present = new Set(round.filter(({ presence }) => presence === 'available').map(({ id }) => id));
  let now: Turns = { ...turns, owed: turns.owed.filter((id) => present.has(id)) };
  const placements: Placement[] = [];
  if (present.size === 0) return { turns: now, placements };
  for (const ticket of line) {
    const taken = makeUp(queueName, now, ticket) ?? nextInTurn(queueName, now, round, ticket);
    if (!taken) continue;
    now = taken.turns;
    placements.push(taken.placement);
  }
  return { turns: now, placements };
}

type Taken = { turns: Turns; placement: Placement };

/** A turn that is owed does not move the pointer. */
function makeUp(queueName: string, turns: Turns, { ticketId, excluded }: InLine): Taken | undefined {
  const personId = turns.owed.find((id) => !excluded.includes(id));
  if (personId === undefined) return undefined;
  const turn = turns.turn + 1;
  const reason = `Round robin in ${queueName}: makes up for a turn that was passed over`;
  return {
    turns: { ...turns, turn, owed: turns.owed.filter((id) => id !== personId) },
    placement: { ticketId, personId, turn, reason, excluded: [] },
  };
}

function nextInTurn(queueName: string, turns: Turns, round: readonly Candidate[], ticket: InLine): Taken | undefined {
  const { lastServed } = turns;
  const first = lastServed === undefined ? 0 : round.findIndex(({ id }) => id > lastServed);
  const start = Math.max(first, 0);
  const passed: Candidate[] = [];
  for (let step = 0; step < round.length; step++) {
    const person = round[(start + step) % round.length]!;
    if (whyNot(person, ticket)) {
      passed.push(person);
      continue;
    }
    const turn = turns.turn + 1;
    const owed = passed.filter(({ id, presence }) => presence === 'available' && !turns.owed.includes(id));
    return {
      turns: { lastServed: person.id, turn, owed: [...turns.owed, ...owed.map(({ id }) => id)] },
      placement: {
        ticketId: ticket.ticketId,
        personId: person.id,
        turn,
        reason: `Round robin in ${queueName}: ${place(round, person, lastServed)}`,
        excluded: exclusionsOf(passed, ticket),
      },
    };
  }
  return undefined;
}

function place(round: readonly Candidate[], person: Candidate, lastServed: string | undefined): string {
  if (lastServed === undefined) return 'the first turn';
  if (lastServed === person.id) return 'nobody else can take it';
  const former = round.find(({ id }) => id === lastServed);
  return former ? `next after ${former.name}` : 'the next turn';
}
