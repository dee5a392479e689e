import type { CandidateView, Exclusion } from '@deskbeat/contracts';
import { roomOf } from './capacity.js';
import type { Dealing, DealingQueue, InLine, Left, Placement } from './dealing.js';
import { sorted, whyNot, type Candidate } from './eligible.js';
import { rank, type Matter, type Scored } from './score.js';
import { takeTurn, type Round } from './turns.js';

/** In what situation somebody is chosen for a ticket. */
export interface Situation {
  queue: DealingQueue;
  members: readonly string[];
  /** Members who are there, whatever the ticket. */
  there: readonly string[];
  lastOf: ReadonlyMap<string, number>;
  now: Date;
  /** What was dealt so far. */
  dealt: Dealing;
}

/** Who gets a ticket and why; `round`: where the round stands after it, if it was a turn. */
export type Choice = Omit<Placement, 'ticketId' | 'queueId' | 'turn' | 'points'> & { round?: Round };
type Eligible = ReturnType<typeof sorted>;

/** A decision names at most so many others who could have had the ticket. */
const namedCandidates = 10;
const proposed = 3;

/** Who is preferred, if they can take it; else who the queue's mode chooses, or why it stays. */
export const choose = (ticket: InLine, situation: Situation): Choice | Left =>
  preferred(ticket, situation) ?? byMode(ticket, situation);

function preferred(ticket: InLine, { queue, dealt, now }: Situation): Choice | undefined {
  const person = ticket.prefer && dealt.people.get(ticket.prefer.personId);
  if (!person) return undefined;
  const why = ticket.prefer!.regardless
    ? undefined
    : whyNot(person, queue.presenceRule, { ...ticket, skills: [] }, now);
  if (why) return undefined;
  return { personId: person.id, mode: 'person', reason: ticket.prefer!.reason, excluded: [], candidates: [] };
}

function byMode(ticket: InLine, situation: Situation): Choice | Left {
  const { queue, members, dealt, now } = situation;
  const { ticketId } = ticket;
  if (queue.mode === 'queue' || ticket.triaged) {
    return { ticketId, reason: `Waits in ${queue.name} until somebody takes it`, excluded: [] };
  }
  if (queue.mode === 'person') {
    return { ticketId, reason: `Waits in ${queue.name} until somebody gives it to a person`, excluded: [] };
  }
  const all = members.flatMap((id) => dealt.people.get(id) ?? []);
  const found = sorted(all, queue.presenceRule, ticket, now, dealt.held);
  if (found.eligible.length === 0) {
    for (const id of found.full) dealt.held.add(id);
    return { ticketId, reason: whyNobody(queue, found.excluded), excluded: found.excluded };
  }
  switch (queue.mode) {
    case 'round-robin':
      return nextInTurn(found, situation);
    case 'least-loaded':
      return leastLoaded(found, situation);
    case 'smart':
      return bestMatch(ticket, found, situation);
  }
}

function nextInTurn({ eligible, excluded, full }: Eligible, { queue, there, dealt }: Situation): Choice {
  const { people } = dealt;
  const runners = there.map((id) => people.get(id)!).filter(({ id }) => !full.includes(id));
  const can = new Set(eligible.map(({ id }) => id));
  const { round, personId, madeUp } = takeTurn(dealt.round, runners, (id) => can.has(id), dealt.turn + 1)!;
  const place = madeUp
    ? 'makes up for a turn that was passed over'
    : placeOf(people, dealt.round.lastServed, personId, eligible);
  const reason = `Round robin in ${queue.name}: ${place}`;
  const candidates = eligible.slice(0, namedCandidates).map(roomView);
  return { personId, mode: 'round-robin', reason, excluded, candidates, inRound: true, round };
}

function leastLoaded({ eligible, excluded }: Eligible, { queue, lastOf }: Situation): Choice {
  const order = [...eligible].sort((a, b) => leastLoadedFirst(a, b, lastOf));
  const candidates = order.slice(0, namedCandidates).map((person) => view(person));
  const reason = `Least loaded in ${queue.name}: ${order[0]!.name} has ${loadText(order[0]!)}`;
  return { personId: order[0]!.id, mode: 'least-loaded', reason, excluded, candidates };
}

function bestMatch(
  ticket: InLine,
  { eligible, excluded }: Eligible,
  { queue, dealt: { people } }: Situation,
): Choice | Left {
  const { ranked, confidence } = rank(eligible, ticket, ticket.matter ?? unknownMatter);
  const candidates = ranked.slice(0, namedCandidates).map((scored) => scoredView(people.get(scored.personId)!, scored));
  const sure = `${Math.round(confidence * 100)} %`;
  if (confidence * 100 < queue.confidencePercent) {
    const proposals = candidates.slice(0, proposed);
    const names = proposals.map(({ personId }) => people.get(personId)!.name).join(', ');
    const reason = `Not sure enough (${sure}) in ${queue.name}: a person chooses; proposed: ${names}`;
    return { ticketId: ticket.ticketId, reason, excluded, proposals };
  }
  const { personId, score } = ranked[0]!;
  const reason = `Best match in ${queue.name}: ${people.get(personId)!.name} with ${score} (${sure} sure)`;
  return { personId, mode: 'smart', reason, excluded, candidates };
}

const unknownMatter: Matter = { experienceOf: () => undefined, contactsOf: () => 0 };

/** Most spare capacity first; who has no limit, by the least work. Of equals, whose last ticket is longest ago. */
function leastLoadedFirst(a: Candidate, b: Candidate, lastOf: ReadonlyMap<string, number>): number {
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
