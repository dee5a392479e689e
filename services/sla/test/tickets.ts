import { ticketOpened, type TicketOpened } from '@deskbeat/contracts';
import type { Harness } from './harness.js';

export const actor = { kind: 'person', id: 'boss' } as const;

const report: Omit<TicketOpened, 'reportedAt'> = {
  number: 'DB-1',
  subject: 'No light',
  type: 'fault',
  priority: 'urgent',
  channel: 'web',
  customerId: 'c-1',
  tier: 'standard',
  tags: [],
};

/** Tells the service of a ticket that was reported just now. */
export const open = (h: Harness, ticketId: string, more: Partial<TicketOpened> = {}): Promise<void> =>
  h.publish(ticketOpened, ticketId, 1, { ...report, reportedAt: new Date(h.time.now()).toISOString(), ...more });
