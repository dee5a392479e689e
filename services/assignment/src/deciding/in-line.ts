import type { Actor } from '@deskbeat/contracts';
import type { Origin } from '@deskbeat/persistence';
import type { QueueContent } from '../directory/structure.store.js';
import { pointsOf } from '../domain/capacity.js';
import type { InLine } from '../domain/dealing.js';
import type { AssignmentDocument, Waiting } from './assignment.store.js';

/** A waiting ticket as a decision sees it. */
export const inLineOf = ({ _id, excluded, skills, rank, about, prefer, triaged }: Waiting): InLine => ({
  ticketId: _id,
  excluded,
  skills,
  points: pointsOf(rank, false),
  about,
  ...(about.requesterId !== undefined && { requesterId: about.requesterId }),
  ...(prefer && { prefer }),
  ...(triaged && { triaged }),
});

/** Until when a ticket of this queue is to be picked up. */
export const markAfter = (queue: Pick<QueueContent, 'pickUpMinutes'> | undefined, at: Date): Date | undefined =>
  queue?.pickUpMinutes ? new Date(at.getTime() + queue.pickUpMinutes * 60_000) : undefined;

export const originOf = ({ traceparent }: AssignmentDocument, actor: Actor, at: Date): Origin => ({
  actor,
  at,
  ...(traceparent !== undefined && { traceparent }),
});
