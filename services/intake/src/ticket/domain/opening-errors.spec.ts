import { expect, it } from '@jest/globals';
import type { Actor, Channel, OpenTicket } from '@deskbeat/contracts';
import { noon, rules } from '../../../test/builders.js';
import { open, openingErrors } from './open-ticket.js';
import type { TypeRules } from './rules.js';

const repair: TypeRules = {
  active: true,
  fields: [
    { key: 'serial', label: 'Serial number', kind: 'text', requiredFrom: 'new', visibleToCustomer: true },
    { key: 'cost-centre', label: 'Cost centre', kind: 'number', requiredFrom: 'new' },
    { key: 'cause', label: 'Cause', kind: 'text', requiredFrom: 'resolved' },
  ],
  steps: [],
  defaultPriority: 'high',
  defaultQueueId: 'workshop',
};
const withTypes = {
  ...rules,
  types: new Map([
    ['inquiry', { ...repair, fields: [] }],
    ['repair', repair],
    ['old', { ...repair, active: false }],
  ]),
};
const agent: Actor = { kind: 'person', id: 'ana' };
const customer: Actor = { kind: 'customer', id: 'c' };
const request = (more: Partial<OpenTicket>): OpenTicket => ({ subject: 'a', channel: 'web', customer: {}, ...more });

it.each<[string, Partial<OpenTicket>, Actor, string[]]>([
  ['nothing special', {}, agent, []],
  ['a text alone', { subject: undefined, text: 'It is broken' }, agent, []],
  ['nothing that is said', { subject: undefined }, customer, ['/subject']],
  ['a type that nobody knows', { type: 'constructor' }, agent, ['/type']],
  ['a type that is not used any more', { type: 'old' }, agent, ['/type']],
  ['what is needed', { type: 'repair' }, agent, ['/fields/serial', '/fields/cost-centre']],
  ['a field of another type', { fields: { serial: 'A1' } }, agent, ['/fields/serial']],
  [
    'a value that does not fit',
    { type: 'repair', fields: { serial: 'A', 'cost-centre': 'x' } },
    agent,
    ['/fields/cost-centre'],
  ],
  ['all of it', { type: 'repair', fields: { serial: 'A', 'cost-centre': 7 } }, agent, []],
  ['what a customer can know', { type: 'repair', fields: { serial: 'A' } }, customer, []],
  [
    'what a customer cannot know',
    { type: 'repair', fields: { serial: 'A', 'cost-centre': 7 } },
    customer,
    ['/fields/cost-centre'],
  ],
  ...(['email', 'chat', 'social'] as Channel[]).map((channel): [string, Partial<OpenTicket>, Actor, string[]] => [
    `${channel}, which has no form`,
    { type: 'repair', channel },
    agent,
    [],
  ]),
])('%s', (_, wanted, actor, pointers) => {
  expect(openingErrors(request(wanted), actor, withTypes).map(({ pointer }) => pointer)).toEqual(pointers);
});

it('the type gives priority and queue, where nothing else is said', () => {
  const opening = { number: 'DB-1', customer: { id: 'c', tier: 'vip', region: 'North' }, now: noon };
  const wanted = request({
    type: 'repair',
    fields: { serial: 'A', cause: null },
    product: 'Router X',
    plannedFor: '2030-02-01T08:00:00+01:00',
  });
  const { state, facts } = open(wanted, opening, withTypes);
  expect(state).toMatchObject({
    priority: 'high',
    fields: { serial: 'A' },
    plannedFor: new Date('2030-02-01T07:00:00Z'),
  });
  expect(state.facets).toEqual(['product=router x', 'region=north', 'field.serial=a']);
  expect(state).not.toHaveProperty('queueId');
  expect(facts[0].data).toMatchObject({
    queueId: 'workshop',
    fields: { serial: 'A' },
    plannedFor: '2030-02-01T07:00:00.000Z',
  });
  expect(open({ ...wanted, priority: 'low' }, opening, withTypes).state.priority).toBe('low');
});
