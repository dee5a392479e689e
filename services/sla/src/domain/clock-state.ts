import type { ClockFace, EscalationAction, EventContract, Priority } from '@deskbeat/contracts';
import type { History } from './history.js';

/** What the system is to do about a breach; `key` names the mark. */
export interface PendingAction {
  readonly key: string;
  readonly at: Date;
  readonly action: EscalationAction;
  /** Priority at the mark: one that differs by then was changed by somebody. */
  readonly priority: Priority;
  /** Version of the assignment that is to be undone. */
  readonly seen?: number;
}

/** What is kept of a clock: its history, what was said, and what both come to. */
export interface Clock {
  policyId?: string;
  /** Edition of the rules that it counts by. */
  edition?: number;
  /** Absent until the opening is known. */
  priority?: Priority;
  history: History;
  /** Keys of what is said only once: `breach:resolution:1`. */
  said: readonly string[];
  faces: ClockFace[];
  dueAt?: Date;
  /** The next instant at which something is to be said. */
  nextMarkAt?: Date;
  /** There while the ticket is not resolved. */
  open?: 1;
  /** Not done yet, oldest first; absent when there are none. */
  actions?: readonly PendingAction[];
}

export interface Saying {
  contract: EventContract;
  data: object;
}

export interface Outcome {
  clock: Clock;
  /** None when nobody else needs to know. */
  sayings: Saying[];
}
