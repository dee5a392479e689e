import fc from 'fast-check';
import {
  clockBreached,
  ticketOpened,
  ticketReplied,
  ticketStatusChanged,
  ticketUpdated,
  type Actor,
  type Event,
  type EventContract,
} from '@deskbeat/contracts';
import { firstResponseMs, nothingKnown, observed, resolutionMs, type TicketFact } from './ticket-fact.js';

const start = Date.parse('2026-01-05T08:00:00Z');
const minute = 60_000;

const event = (contract: EventContract, version: number, minutes: number, data: object): Event => ({
  id: `ticket:t1:${version}`,
  subject: contract.subject,
  aggregateId: 't1',
  version,
  at: new Date(start + minutes * minute).toISOString(),
  actor: { kind: 'system', id: 'test' },
  data,
});
const opened = event(ticketOpened, 1, 0, {
  type: 'fault',
  priority: 'medium',
  reportedAt: new Date(start).toISOString(),
});
const moved = (version: number, minutes: number, from: string, to: string): Event =>
  event(ticketStatusChanged, version, minutes, { from, to });
const replied = (version: number, minutes: number, kind: Actor['kind'] = 'person'): Event => ({
  ...event(ticketReplied, version, minutes, { length: 5 }),
  actor: { kind, id: 'test' },
});
const updated = (version: number, changes: object): Event => event(ticketUpdated, version, 1, { changes });
const breached = (version: number, target: string, cycle = 1): Event =>
  event(clockBreached, version, 1, { target, cycle });

const after = (...events: Event[]): TicketFact => events.reduce(observed, nothingKnown);

const life = [
  opened,
  moved(2, 1, 'new', 'in-progress'),
  updated(3, { priority: { from: 'medium', to: 'high' }, type: { from: 'fault', to: 'refund' } }),
  replied(4, 10),
  moved(5, 20, 'in-progress', 'resolved'),
  moved(6, 30, 'resolved', 'in-progress'),
  updated(7, { priority: { from: 'high', to: 'urgent' } }),
  replied(8, 40),
  moved(9, 50, 'in-progress', 'resolved'),
  moved(10, 60, 'resolved', 'closed'),
  breached(3, 'first-response'),
  breached(6, 'resolution', 2),
];

describe('what is known of a ticket', () => {
  it('does not take what a system sends for an answer', () => {
    expect(firstResponseMs(after(opened, replied(2, 1, 'system'), replied(3, 7)))).toBe(7 * minute);
  });

  it('takes the first answer and the resolution that holds', () => {
    const fact = after(...life);
    expect([firstResponseMs(fact), resolutionMs(fact)]).toEqual([10 * minute, 50 * minute]);
    expect([fact.status?.value, fact.type?.value, fact.priority?.value, fact.breaches]).toEqual([
      'closed',
      'refund',
      'urgent',
      ['first-response:1', 'resolution:2'],
    ]);
  });

  it('takes no wait for a pick-up for a broken promise', () => {
    expect(after(opened, breached(2, 'pick-up')).breaches).toEqual([]);
  });

  it.each<[string, Event[], number | undefined, number | undefined]>([
    ['neither while it is only open', [opened], undefined, undefined],
    ['an answer alone', [opened, replied(2, 3)], 3 * minute, undefined],
    ['no resolution after reopening', life.slice(0, 6), 10 * minute, undefined],
    ['nothing before it is known when it was reported', life.slice(1), undefined, undefined],
    ['no time below zero when the report is dated later', [opened, replied(2, -3)], 0, undefined],
  ])('has %s', (_, events, response, resolution) => {
    const fact = after(...events);
    expect([firstResponseMs(fact), resolutionMs(fact)]).toEqual([response, resolution]);
  });

  it('is the same for every order and repetition of the same events', () => {
    const expected = after(...life);
    const anyOrder = fc
      .shuffledSubarray(life, { minLength: life.length })
      .chain((events) => fc.array(fc.constantFrom(...life)).map((again) => [...events, ...again]))
      .chain((events) => fc.shuffledSubarray(events, { minLength: events.length }));
    fc.assert(fc.property(anyOrder, (events) => expect(after(...events)).toEqual(expected)));
  });
});
