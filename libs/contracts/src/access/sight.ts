import { Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Ids } from '../fields.js';

export class SeeTickets {
  /** Ids or numbers. */
  @Ids(200) ids: string[];
}

/** Other owners ask it for somebody who does not see every ticket; it is `not-found` where one of them is out of reach, or is none. */
export const seeTickets = defineRequest(
  'rpc.intake.see-tickets.v1',
  'Say whether the one who asks sees all of these tickets',
  SeeTickets,
  Nothing,
);
