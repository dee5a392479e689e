import type { CandidateView, Exclusion, PresenceRule, QueueMode } from '@deskbeat/contracts';
import type { Candidate, Wanting } from './eligible.js';
import type { Matter } from './score.js';
import type { TicketFacts } from './ticket-facts.js';
import type { Round } from './turns.js';

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
