import type { CandidateView, Exclusion, QueueMode, PresenceRule } from '@deskbeat/contracts';
import { roomOf } from './capacity.js';
import { sorted, whyNot, whyNotThere, type Candidate, type Wanting } from './eligible.js';
import { rank, type Matter, type Scored } from './score.js';
import type { TicketFacts } from './ticket-facts.js';
import { roundOf, takeTurn, type Round } from './turns.js';

/** A queue, as far as a decision looks at it. */
export interface DealingQueue {
  id: string;
  name: string;
  mode: QueueMode;
  presenceRule: PresenceRule;
  triageQueueId?: string;
  /** In percent. */
  confidencePercent: number;
}

/** Who is to have a ticket before anybody else, and the words for it. */
export interface Preference {
  personId: string;
  reason: string;
  /** Even who is not there or has no room. */
  regardless?: true;
}

/** A ticket in line. */
export interface InLine extends Wanting {
  /** Who gets it before anybody else, if they can: who had it before, or a deputy. */
  prefer?: Preference;
  about: TicketFacts;
  /** A person is to choose. */
  triaged?: true;
  matter?: Matter;
}

/** A decision that gives a ticket to somebody. */
export interface Placement {
  ticketId: string;
  queueId: string;
  personId: string;
  turn: number;
  mode: QueueMode;
  points: number;
  reason: string;
  excluded: Exclusion[];
  candidates: CandidateView[];
  /** In the order of the round: to be given back when it comes to nothing. */
  inRound?: true;
}

/** A ticket that stays, and why. */
export interface Left {
  ticketId: string;
  reason: string;
  excluded: Exclusion[];
  /** The best of those whom the smart mode is not sure of. */
  proposals?: CandidateView[];
}

export interface Dealing {
  turn: number;
  round: Round;
  placements: Placement[];
  left: Left[];
  /** Everybody, with what they have got now. */
  people: Map<string, Candidate>;
  /** People whose next room is for an older ticket than those that are still to come: nothing small overtakes it. */
  held: Set<string>;
}

export type Before = Pick<Dealing, 'turn' | 'round' | 'people' | 'held'>;

/** A decision names at most so many others who could have had the ticket. */
const namedCandidates = 10;
const proposed = 3;

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
  const round = roundOf(before.round, new Set(members));
  const result: Dealing = { turn: before.turn, round, people, held: new Set(before.held), placements: [], left: [] };
  const there = members.filter((id) => people.has(id) && !whyNotThere(people.get(id)!, queue.presenceRule, now));
  for (const ticket of line) {
    const chosen = preferred(queue, ticket, people, now) ?? byMode(queue, ticket, members, there, result, lastOf, now);
    if ('ticketId' in chosen) {
      result.left.push(chosen);
      continue;
    }
    const { personId, ...decision } = chosen;
    const person = people.get(personId)!;
    result.turn++;
    lastOf.set(personId, result.turn);
    people.set(personId, { ...person, load: person.load + ticket.points });
    const { ticketId, points } = ticket;
    result.placements.push({ ticketId, queueId: queue.id, personId, turn: result.turn, points, ...decision });
  }
  return result;
}

type Choice = Omit<Placement, 'ticketId' | 'queueId' | 'turn' | 'points'>;

function preferred(queue: DealingQueue, ticket: InLine, people: Dealing['people'], now: Date): Choice | undefined {
  const person = ticket.prefer && people.get(ticket.prefer.personId);
  if (!person) return undefined;
  const why = ticket.prefer!.regardless
    ? undefined
    : whyNot(person, queue.presenceRule, { ...ticket, skills: [] }, now);
  if (why) return undefined;
  return { personId: person.id, mode: 'person', reason: ticket.prefer!.reason, excluded: [], candidates: [] };
}

function byMode(
  queue: DealingQueue,
  ticket: InLine,
  members: readonly string[],
  there: readonly string[],
  result: Dealing,
  lastOf: ReadonlyMap<string, number>,
  now: Date,
): Choice | Left {
  const { ticketId } = ticket;
  const { people } = result;
  if (queue.mode === 'queue' || ticket.triaged) {
    return { ticketId, reason: `Waits in ${queue.name} until somebody takes it`, excluded: [] };
  }
  if (queue.mode === 'person') {
    return { ticketId, reason: `Waits in ${queue.name} until somebody gives it to a person`, excluded: [] };
  }
  const all = members.flatMap((id) => people.get(id) ?? []);
  const { eligible, excluded, full } = sorted(all, queue.presenceRule, ticket, now, result.held);
  if (eligible.length === 0) {
    for (const id of full) result.held.add(id);
    return { ticketId, reason: whyNobody(queue, excluded), excluded };
  }
  if (queue.mode === 'round-robin') {
    const runners = there.map((id) => people.get(id)!).filter(({ id }) => !full.includes(id));
    const can = new Set(eligible.map(({ id }) => id));
    const former = result.round.lastServed;
    const { round, personId, madeUp } = takeTurn(result.round, runners, (id) => can.has(id), result.turn + 1)!;
    result.round = round;
    const place = madeUp ? 'makes up for a turn that was passed over' : placeOf(people, former, personId, eligible);
    const candidates = eligible.slice(0, namedCandidates).map(roomView);
    return {
      personId,
      mode: queue.mode,
      reason: `Round robin in ${queue.name}: ${place}`,
      excluded,
      candidates,
      inRound: true,
    };
  }
  if (queue.mode === 'least-loaded') {
    const order = [...eligible].sort((a, b) => leastLoadedFirst(a, b, lastOf));
    const candidates = order.slice(0, namedCandidates).map((person) => view(person));
    const reason = `Least loaded in ${queue.name}: ${order[0]!.name} has ${loadText(order[0]!)}`;
    return { personId: order[0]!.id, mode: queue.mode, reason, excluded, candidates };
  }
  const { ranked, confidence } = rank(eligible, ticket, ticket.matter ?? unknownMatter);
  const candidates = ranked.slice(0, namedCandidates).map((scored) => scoredView(people.get(scored.personId)!, scored));
  const sure = `${Math.round(confidence * 100)} %`;
  if (confidence * 100 < queue.confidencePercent) {
    const proposals = candidates.slice(0, proposed);
    const names = proposals.map(({ personId }) => people.get(personId)!.name).join(', ');
    return {
      ticketId,
      reason: `Not sure enough (${sure}) in ${queue.name}: a person chooses; proposed: ${names}`,
      excluded,
      proposals,
    };
  }
  const { personId, score } = ranked[0]!;
  const reason = `Best match in ${queue.name}: ${people.get(personId)!.name} with ${score} (${sure} sure)`;
  return { personId, mode: queue.mode, reason, excluded, candidates };
}

const unknownMatter: Matter = { experienceOf: () => undefined, contactsOf: () => 0 };

/** Most spare capacity first; who has no limit, by the least work. Of equals, whose last ticket is longest ago. */
export function leastLoadedFirst(a: Candidate, b: Candidate, lastOf: ReadonlyMap<string, number>): number {
  const [roomA, roomB] = [roomOf(a.capacity, a.load), roomOf(b.capacity, b.load)];
  if (roomA !== roomB) return roomA < roomB ? 1 : -1;
  if (a.load !== b.load) return a.load - b.load;
  return (lastOf.get(a.id) ?? 0) - (lastOf.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1);
}

function whyNobody(queue: DealingQueue, excluded: readonly Exclusion[]): string {
  if (excluded.length === 0) return `Nobody belongs to ${queue.name}`;
  return `Nobody is available in ${queue.name}`;
}

function placeOf(people: Dealing['people'], former: string | undefined, id: string, eligible: readonly Candidate[]) {
  if (former === undefined) return 'the first turn';
  if (former === id) return eligible.length === 1 ? 'nobody else can take it' : 'has the next turn again';
  const name = people.get(former)?.name;
  return name === undefined ? 'the next turn' : `next after ${name}`;
}

const loadText = ({ capacity, load }: Candidate): string =>
  capacity === 0 ? `${load} points of work` : `${capacity - load} of ${capacity} points free`;
/** Work is not counted where nothing depends on it. */
const roomView = (person: Candidate): CandidateView =>
  person.capacity === 0 ? { personId: person.id, why: 'has no limit' } : view(person);
const view = (person: Candidate): CandidateView => ({ personId: person.id, why: loadText(person) });
const scoredView = (person: Candidate, { score, parts }: Scored): CandidateView => ({
  ...view(person),
  score,
  parts: Object.entries(parts).map(([feature, value]) => ({ feature, value })),
});
