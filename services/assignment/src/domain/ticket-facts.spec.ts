import type { CustomerChanges, TicketUpdated } from '@deskbeat/contracts';
import { about } from '../../test/builders/assignments.js';
import { concernsRouting, concernsRoutingOf, factsAfter, factsWith, type TicketFacts } from './ticket-facts.js';

const changed = (changes: Record<string, unknown>): TicketUpdated => ({
  changes: Object.fromEntries(Object.entries(changes).map(([field, to]) => [field, { from: null, to }])),
});

describe('the facts of a ticket', () => {
  it.each<[string, Partial<TicketFacts>, Record<string, unknown>, TicketFacts]>([
    ['follow a change', {}, { priority: 'urgent', tags: ['pump'] }, { ...about, priority: 'urgent', tags: ['pump'] }],
    ['do not keep what is no more', { region: 'de', product: 'X1' }, { region: null }, { ...about, product: 'X1' }],
    ['do not follow a priority that there is not', {}, { priority: 'whenever' }, about],
    ['do not follow what routing does not look at', {}, { plannedFor: '2030-01-01T00:00:00Z' }, about],
    [
      'follow the fields of the type’s own, one by one',
      { fields: { serial: 'A-17', size: 'xl' } },
      { 'fields.serial': 'B-2', 'fields.size': null },
      { ...about, fields: { serial: 'B-2' } },
    ],
    ['have no such fields when the last one is empty', { fields: { size: 'xl' } }, { 'fields.size': null }, about],
  ])('%s', (_, before, changes, expected) => {
    expect(factsAfter({ ...about, ...before }, changed(changes))).toStrictEqual(expected);
  });

  it.each<[string | undefined, string | null, string | null, string | undefined]>([
    ['repairs', 'repairs', 'refunds', 'refunds'],
    ['repairs', 'repairs', null, undefined],
    [undefined, null, 'refunds', 'refunds'],
    ['named', 'repairs', 'refunds', 'named'],
  ])('of the queue %s, when the type’s goes from %s to %s, is %s', (queueId, from, to, expected) => {
    const before = { ...about, ...(queueId !== undefined && { queueId }) };
    const after = factsAfter(before, { ...changed({ type: 'refund' }), defaultQueue: { from, to } });
    expect(after.queueId).toBe(expected);
    expect(after.type).toBe('refund');
  });

  it('concern routing by some fields only', () => {
    expect(
      [{ priority: 'low' }, { 'fields.serial': 'A' }, { plannedFor: null }].map((one) => concernsRouting(changed(one))),
    ).toEqual([true, true, false]);
  });

  it.each<[string, TicketFacts['customerFields'], CustomerChanges, TicketFacts['customerFields']]>([
    ['a value', { seats: 3 }, { 'fields.contract': { from: null, to: 'gold' } }, { seats: 3, contract: 'gold' }],
    ['several choices', { areas: ['a'] }, { 'fields.areas': { from: ['a'], to: ['a', 'b'] } }, { areas: ['a', 'b'] }],
    ['what is no more', { seats: 3 }, { 'fields.seats': { from: 3, to: null } }, undefined],
    ['no change that came late', { seats: 5 }, { 'fields.seats': { from: 3, to: 4 } }, { seats: 5 }],
  ])('follow the own fields of their customer: %s', (_, customerFields, changes, expected) => {
    const before = { ...about, customerFields };
    expect(factsWith(before, changes).customerFields).toEqual(expected);
    expect(concernsRoutingOf(changes)).toBe(true);
  });

  it.each<[string, Partial<TicketFacts>, CustomerChanges, Partial<TicketFacts>]>([
    ['a name', { customerName: 'A' }, { name: { from: 'A', to: 'B' } }, { customerName: 'B' }],
    ['a time zone', {}, { timeZone: { from: null, to: 'UTC' } }, { timeZone: 'UTC' }],
    [
      'organisations',
      { organisation: ['o'] },
      { organisationIds: { from: ['o'], to: ['p'] } },
      { organisation: ['p'] },
    ],
    ['none any more', { organisation: ['o'] }, { organisationIds: { from: ['o'], to: null } }, {}],
    ['no late one', { organisation: ['p'] }, { organisationIds: { from: ['o'], to: ['q'] } }, { organisation: ['p'] }],
  ])('follow their customer: %s', (_, before, changes, expected) => {
    expect(factsWith({ ...about, ...before }, changes)).toStrictEqual({ ...about, ...expected });
    expect(concernsRoutingOf(changes)).toBe(true);
  });

  it('concern routing by what it is told of the customer only', () => expect(concernsRoutingOf({})).toBe(false));

  it('lose a region that was the customer’s with the customer’s', () => {
    const changes = { region: { from: 'de', to: null } };
    expect(factsWith({ ...about, region: 'de' }, changes)).toStrictEqual(about);
    expect(factsWith({ ...about, region: 'fr' }, changes)).toStrictEqual({ ...about, region: 'fr' });
  });
});
