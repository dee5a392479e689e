import { defineRequest } from '../contract.js';
import { Id, Text } from '../fields.js';
import { limits } from '../vocabulary.js';
import { AssignmentView } from './assignment.js';

/** To another queue, whether somebody has it or it waits; it is dealt there like one that comes. */
export class MoveToQueue {
  @Id() ticketId: string;
  @Id() queueId: string;
  @Text(limits.reason) reason: string;
}

export const moveToQueue = defineRequest(
  'rpc.assignment.move-to-queue.v1',
  'Move a ticket to another queue',
  MoveToQueue,
  AssignmentView,
);
