import { defineRequest } from '../contract.js';
import { Id, Maybe } from '../fields.js';
import { AssignmentView } from './assignment.js';

/** A ticket that waits: the first one has it. */
export class ClaimTicket {
  @Id() ticketId: string;
  @Id() personId: string;
}

/** The next ticket of the person's queues in their order, as long as there is room. */
export class TakeNext {
  @Id() personId: string;
  @Maybe() @Id() queueId?: string;
}

/** The assignee has begun: the ticket does not go back for not being picked up. */
export class AcceptTicket {
  @Id() ticketId: string;
}

export const claimTicket = defineRequest(
  'rpc.assignment.claim-ticket.v1',
  'Take a ticket that waits',
  ClaimTicket,
  AssignmentView,
);
export const takeNext = defineRequest('rpc.assignment.take-next.v1', 'Take the next ticket', TakeNext, AssignmentView);
export const acceptTicket = defineRequest(
  'rpc.assignment.accept-ticket.v1',
  'Say that the work has begun',
  AcceptTicket,
  AssignmentView,
);
