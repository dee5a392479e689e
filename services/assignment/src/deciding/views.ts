import type { AssignmentView } from '@deskbeat/contracts';
import { holderOf } from '../domain/assignment.js';
import type { AssignmentDocument } from './assignment.store.js';

export function viewOf(assignment: AssignmentDocument): AssignmentView {
  const { _id, version, state, queueId, decisions, excluded, collaborators, markAt } = assignment;
  const personId = holderOf(assignment);
  return {
    ticketId: _id,
    version,
    state,
    queueId,
    ...(personId !== undefined && { personId }),
    excluded,
    collaborators,
    ...(state === 'assigned' && markAt && { pickUpBy: markAt.toISOString() }),
    decisions: decisions.map(({ turn: _, at, ...decision }) => ({ at: at.toISOString(), ...decision })),
  };
}
