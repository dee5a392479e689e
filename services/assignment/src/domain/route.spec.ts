import type { RoutingCondition } from '@deskbeat/contracts';
import { distanceUp, isCycle, pathUp } from './region.js';
import { routeOf, type Place, type Rule } from './route.js';
import type { TicketFacts } from './ticket-facts.js';
import { trialOf } from './trial.js';

const facts: TicketFacts = {
  type: 'fault',
  priority: 'high',
  channel: 'phone',
  customerId: 'c1',
  customerName: 'Ana of the harbour',
  customerKind: 'person',
  timeZone: 'Europe/Berlin',
  organisation: ['harbour', 'club'],
  tier: 'vip',
  tags: ['pump', 'leak'],
  region: 'berlin',
  language: 'de',
  affected: 12,
  subject: 'Water in the cellar',
  fields: { serial: 'A-17', floors: ['1', '2'] },
  customerFields: { contract: 'gold', seats: 40, areas: ['roof', 'lift'], test: false },
};
const regions = new Map(
  [['world'], ['eu', 'world'], ['de', 'eu'], ['berlin', 'de'], ['fr', 'eu']].map(([id, parentId]) => [
    id!,
    { id: id!, ...(parentId !== undefined && { parentId }) },
  ]),
);
const place: Place = {
  regions,
  queues: new Map([
    ['default', []],
    ['vip', []],
    ['tech-de', ['de']],
    ['tech-eu', ['eu']],
    ['tech-fr', ['fr']],
  ]),
};
const rule = (id: string, conditions: RoutingCondition[], wanted: Partial<Rule> = {}): Rule => ({
  id,
  name: `Rule ${id}`,
  enabled: true,
  conditions,
  skills: [],
  collaborators: [],
  ...wanted,
});
const vip = rule('vip', [{ field: 'tier', is: 'one-of', values: ['vip'] }], { queueId: 'vip' });

describe('a routing rule', () => {
  it.each<[string, RoutingCondition, boolean]>([
    ['a value', { field: 'priority', is: 'one-of', values: ['urgent', 'high'] }, true],
    ['another value', { field: 'priority', is: 'one-of', values: ['low'] }, false],
    ['none of some values', { field: 'channel', is: 'none-of', values: ['email'] }, true],
    ['a tag', { field: 'tags', is: 'one-of', values: ['leak'] }, true],
    ['a tag as somebody else writes it', { field: 'tags', is: 'one-of', values: ['LEAK '] }, true],
    ['no such tag', { field: 'tags', is: 'none-of', values: ['leak'] }, false],
    ['words of the subject', { field: 'subject', is: 'containing', values: ['CELLAR'] }, true],
    ['a field of the type’s own', { field: 'fields.serial', is: 'containing', values: ['a-1'] }, true],
    ['one of several values of it', { field: 'fields.floors', is: 'one-of', values: ['2'] }, true],
    ['an own field that the ticket does not have', { field: 'fields.size', is: 'one-of', values: ['xl'] }, false],
    ['a field of customers', { field: 'customer.contract', is: 'one-of', values: ['gold', 'silver'] }, true],
    ['another value of it', { field: 'customer.contract', is: 'none-of', values: ['gold'] }, false],
    ['one of several values of a customer', { field: 'customer.areas', is: 'one-of', values: ['lift'] }, true],
    ['a number of a customer', { field: 'customer.seats', is: 'at-least', values: ['40'] }, true],
    ['a greater one', { field: 'customer.seats', is: 'at-least', values: ['41'] }, false],
    ['what is not ticked', { field: 'customer.test', is: 'one-of', values: ['false'] }, true],
    ['a field that the customer does not have', { field: 'customer.serial', is: 'one-of', values: ['A-17'] }, false],
    ['a number', { field: 'affected', is: 'at-least', values: ['10'] }, true],
    ['a greater number', { field: 'affected', is: 'at-least', values: ['13'] }, false],
    ['a region above', { field: 'region', is: 'within', values: ['eu'] }, true],
    ['a region beside', { field: 'region', is: 'within', values: ['fr'] }, false],
    ['what is not known', { field: 'product', is: 'one-of', values: ['pump'] }, false],
    ['that it is not what is not known', { field: 'product', is: 'none-of', values: ['pump'] }, true],
    ['a language', { field: 'language', is: 'one-of', values: ['de'] }, true],
    ['words of the customer’s name', { field: 'customerName', is: 'containing', values: ['Harbour'] }, true],
    ['the customer’s kind', { field: 'customerKind', is: 'one-of', values: ['organisation'] }, false],
    ['the customer’s time zone', { field: 'timeZone', is: 'containing', values: ['europe/'] }, true],
    ['one of the customer’s organisations', { field: 'organisation', is: 'one-of', values: ['club'] }, true],
    ['none of the customer’s organisations', { field: 'organisation', is: 'none-of', values: ['club'] }, false],
    ['a customer', { field: 'customerId', is: 'one-of', values: ['c1'] }, true],
  ])('can ask for %s', (_, condition, expected) => {
    expect(routeOf([rule('r', [condition], { queueId: 'vip' })], facts, place, 'default').queueId).toBe(
      expected ? 'vip' : 'default',
    );
  });

  it.each<[string, Rule[], Partial<TicketFacts>, object]>([
    [
      'the first that matches decides',
      [vip, rule('all', [], { queueId: 'tech-eu' })],
      {},
      { queueId: 'vip', rule: { id: 'vip' } },
    ],
    [
      'all conditions must hold',
      [rule('r', [...vip.conditions, { field: 'type', is: 'one-of', values: ['refund'] }], { queueId: 'vip' })],
      {},
      { queueId: 'default' },
    ],
    ['one that is switched off is passed over', [{ ...vip, enabled: false }], {}, { queueId: 'default' }],
    [
      'one to a queue that is gone leads to the default queue',
      [rule('r', [], { queueId: 'gone' })],
      {},
      { queueId: 'default' },
    ],
    ['no rule: the queue of the type', [], { queueId: 'tech-fr' }, { queueId: 'tech-fr' }],
    ['no rule, no queue of the type: the default queue', [], { queueId: 'gone' }, { queueId: 'default' }],
    [
      'it may name a person, skills and people to take in',
      [rule('r', [], { personId: 'ana', skills: [{ skill: 'net', level: 3 }], collaborators: ['ben'] })],
      {},
      { queueId: 'default', personId: 'ana', skills: [{ skill: 'net', level: 3 }], collaborators: ['ben'] },
    ],
    [
      'the nearest team that covers the region',
      [rule('r', [], { nearestOf: ['tech-eu', 'tech-de', 'tech-fr'] })],
      {},
      { queueId: 'tech-de' },
    ],
    [
      'up the tree when there is none nearer',
      [rule('r', [], { nearestOf: ['tech-eu', 'tech-fr'] })],
      {},
      { queueId: 'tech-eu' },
    ],
    [
      'another way when no team covers it',
      [rule('r', [], { nearestOf: ['tech-fr'], queueId: 'vip' })],
      {},
      { queueId: 'vip' },
    ],
    [
      'passed over when no team covers it and there is no other way',
      [rule('r', [], { nearestOf: ['tech-fr'] }), vip],
      {},
      { queueId: 'vip' },
    ],
    [
      'passed over when the region is not known',
      [rule('r', [], { nearestOf: ['tech-eu'] })],
      { region: undefined },
      { queueId: 'default' },
    ],
  ])('%s', (_, rules, more, expected) => {
    expect(routeOf(rules, { ...facts, ...more } as TicketFacts, place, 'default')).toMatchObject(expected);
  });
});

describe('the tree of regions', () => {
  it('leads up from a place, and says how far', () => {
    expect(pathUp(regions, 'berlin')).toEqual(['berlin', 'de', 'eu', 'world']);
    expect([distanceUp(['berlin', 'de', 'eu'], ['eu', 'berlin']), distanceUp(['berlin'], ['fr'])]).toEqual([
      0,
      undefined,
    ]);
  });

  it.each([
    ['itself', { id: 'eu', parentId: 'eu' }, true],
    ['what is below it', { id: 'eu', parentId: 'berlin' }, true],
    ['what is beside it', { id: 'fr', parentId: 'de' }, false],
    ['nothing', { id: 'fr' }, false],
  ])('has nothing below %s', (_, region, expected) => {
    expect(isCycle(regions, region)).toBe(expected);
  });
});

it('a trial counts where tickets would go, and names those that would move', () => {
  const route = (queueId: string) => ({ queueId, skills: [], collaborators: [] });
  const tried = [
    { id: 't1', number: 'DB-1', queueId: 'default', route: route('default') },
    { id: 't2', number: 'DB-2', queueId: 'default', route: { ...route('vip'), rule: { id: 'vip', name: 'VIP' } } },
    { id: 't3', number: 'DB-3', queueId: 'other', route: route('default') },
  ];
  expect(trialOf(tried)).toEqual({
    tickets: 3,
    routes: [
      { queueId: 'default', tickets: 2 },
      { queueId: 'vip', ruleId: 'vip', tickets: 1 },
    ],
    moves: [
      { ticketId: 't2', number: 'DB-2', fromQueueId: 'default', toQueueId: 'vip', ruleId: 'vip' },
      { ticketId: 't3', number: 'DB-3', fromQueueId: 'other', toQueueId: 'default' },
    ],
  });
});
