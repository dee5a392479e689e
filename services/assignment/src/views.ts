import type { AssignmentView, PersonView } from '@deskbeat/contracts';
import type { AssignmentDocument } from './assignment.store.js';
import { holderOf } from './domain/assignment.js';
import type { PersonDocument } from './person.store.js';

export function viewOf(assignment: AssignmentDocument): AssignmentView {
  const { _id, version, state, queueId, decisions } = assignment;
  const personId = holderOf(assignment);
  return {
    ticketId: _id,
    version,
    state,
    queueId,
    ...(personId !== undefined && { personId }),
    decisions: decisions.map(({ turn: _, at, ...decision }) => ({ at: at.toISOString(), ...decision })),
  };
}

export const personViewOf = (
  { _id, name, email, role, active, presence }: PersonDocument,
  openTickets: number,
): PersonView => ({ id: _id, name, ...(email && { email }), role, active, presence, openTickets });
