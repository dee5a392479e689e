import type { PresenceRule, QueueMode } from '@deskbeat/contracts';
import type { Before, DealingQueue, InLine } from '../../src/domain/dealing.js';
import type { Candidate } from '../../src/domain/eligible.js';
import { newRound } from '../../src/domain/turns.js';

export const now = new Date('2026-01-05T08:00:00Z');
export const queueOf = (mode: QueueMode, presenceRule: PresenceRule = 'declared'): DealingQueue => ({
  id: 'q',
  name: 'Repairs',
  mode,
  presenceRule,
  confidencePercent: 50,
});
export const person = (id: string, wanted: Partial<Candidate> = {}): Candidate => ({
  id,
  name: id.toUpperCase(),
  active: true,
  presence: 'available',
  leaves: [],
  capacity: 0,
  load: 0,
  weight: 1,
  skills: [],
  regions: [],
  languages: [],
  ...wanted,
});
export const ticket = (ticketId: string, wanted: Partial<InLine> = {}): InLine => ({
  ticketId,
  excluded: [],
  skills: [],
  points: 4,
  about: { type: 'fault', priority: 'medium', channel: 'web', customerId: 'c1', tier: 'standard', tags: [] },
  ...wanted,
});
export const tickets = (count: number, from = 1): InLine[] =>
  Array.from({ length: count }, (_, index) => ticket(`t${from + index}`));

export const fresh = (people: Candidate[]): Before => ({
  turn: 0,
  round: newRound,
  people: new Map(people.map((one) => [one.id, one])),
  held: new Set(),
});
