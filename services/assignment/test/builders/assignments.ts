import type { Actor } from '@deskbeat/contracts';
import { waiting, type Assignee, type Assignment } from '../../src/domain/assignment.js';
import { byHand } from '../../src/domain/by-hand.js';
import type { TicketFacts } from '../../src/domain/ticket-facts.js';
import { moved } from '../../src/domain/ticket-moves.js';

export const at = new Date('2026-01-05T08:00:00Z');
export const later = new Date('2026-01-05T09:00:00Z');
export const lead: Actor = { kind: 'person', id: 'lead', name: 'The lead' };
export const system: Actor = { kind: 'system', id: 'assignment' };
export const ana: Assignee = { id: 'ana', name: 'Ana', email: 'ana@example.com', active: true };
export const ben: Assignee = { id: 'ben', name: 'Ben', active: true };

export const about: TicketFacts = {
  type: 'fault',
  priority: 'medium',
  channel: 'web',
  customerId: 'c1',
  tier: 'standard',
  tags: [],
};
export const way = { queueId: 'default', skills: [], collaborators: [] };
export const inLine: Assignment & { state: 'waiting' } = {
  _id: 't1',
  version: 0,
  ...waiting(way, { number: 'DB-7', subject: 'No light', about, reportedAt: at, version: 1 }),
};
export const next = (before: Assignment, outcome: { next: object } | undefined): Assignment => {
  if (!outcome) throw new Error('nothing was decided');
  return { ...outcome.next, _id: before._id, version: before.version + 1 } as Assignment;
};
export const anas = next(inLine, byHand(inLine, ana, undefined, lead, at));
export const done = next(
  anas,
  moved(anas, { from: 'in-progress', to: 'resolved', version: 5 }, undefined, 'default', at),
);
