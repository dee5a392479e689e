import { expect, it } from '@jest/globals';
import type { FieldValues, UpdateTicket } from '@deskbeat/contracts';
import { aTicket, noon, rules } from '../../../test/builders.js';
import type { TypeRules } from './rules.js';
import type { Ticket } from './ticket-state.js';
import { update } from './update.js';

const field = (key: string, kind: 'text' | 'number' = 'text', requiredFrom?: 'in-progress') => ({
  key,
  label: key,
  kind,
  requiredFrom,
});
const step = (key: string) => ({ key, label: key, status: 'new' as const });
const type = (more: Partial<TypeRules>): TypeRules => ({ active: true, fields: [], steps: [], ...more });
const withTypes = {
  ...rules,
  types: new Map([
    [
      'repair',
      type({ fields: [field('serial', 'text', 'in-progress'), field('size')], steps: [step('look'), step('call')] }),
    ],
    ['return', type({ fields: [field('serial'), field('size', 'number')], steps: [step('call')] })],
    ['old', type({ active: false })],
  ]),
};
const by = { kind: 'person' as const, id: 'ana' };
const ticket = (fields?: FieldValues): Ticket =>
  aTicket({
    type: 'repair',
    status: 'in-progress',
    ...(fields && { fields }),
    ticked: [
      { step: 'look', by, at: noon },
      { step: 'call', by, at: noon },
    ],
  });
const change = (before: Ticket, wanted: Partial<UpdateTicket>) =>
  update(before, { ticketId: 't', seenVersion: 1, ...wanted }, noon, withTypes);

it('a change of fields says what they were and what they are', () => {
  const revision = change(ticket({ serial: 'A', size: 'xl' }), {
    fields: { serial: 'B', size: null },
    product: 'Lamp',
  });
  expect(revision?.facts[0].data).toEqual({
    changes: {
      product: { from: null, to: 'Lamp' },
      'fields.serial': { from: 'A', to: 'B' },
      'fields.size': { from: 'xl', to: null },
    },
  });
  expect(revision?.next).toMatchObject({
    fields: { serial: 'B' },
    product: 'Lamp',
    facets: ['product=lamp', 'field.serial=b'],
  });
});

it('another type keeps the values and the steps that it has as well', () => {
  const revision = change(ticket({ serial: 'A', size: 'xl' }), { type: 'return' });
  expect(revision?.next).toMatchObject({ type: 'return', fields: { serial: 'A' }, ticked: [{ step: 'call' }] });
  expect(revision?.facts[0].data).toEqual({
    changes: { type: { from: 'repair', to: 'return' }, 'fields.size': { from: 'xl', to: null } },
  });
});

it('what is emptied is gone', () => {
  const planned = aTicket({ type: 'repair', product: 'Lamp', plannedFor: noon, affected: 3 });
  const revision = change(planned, { clear: ['product', 'plannedFor', 'affected'] });
  for (const name of ['product', 'plannedFor', 'affected', 'fields']) expect(revision?.next).not.toHaveProperty(name);
  expect(revision?.facts[0].data).toMatchObject({ changes: { plannedFor: { from: noon.toISOString(), to: null } } });
});

it.each<[string, Partial<UpdateTicket>, string]>([
  ['a type that nobody knows', { type: 'gone' }, '/type'],
  ['a type that is not used any more', { type: 'old' }, '/type'],
  ['a field that the type has not', { fields: { colour: 'red' } }, '/fields/colour'],
  ['a field of the former type', { type: 'return', fields: { size: 'xl' } }, '/fields/size'],
  ['emptying what the status needs', { fields: { serial: null } }, '/fields/serial'],
])('%s is refused', (_, wanted, pointer) => {
  expect(() => change(ticket({ serial: 'A' }), wanted)).toThrow(
    expect.objectContaining({ code: 'validation-failed', errors: [expect.objectContaining({ pointer })] }),
  );
});

it('the same values again are nothing', () => {
  expect(change(ticket({ serial: 'A' }), { fields: { serial: 'A', size: null }, type: 'repair' })).toBeUndefined();
});

it.each([
  ['repair', 'return', { from: 'workshop', to: 'returns' }],
  ['repair', 'plain', { from: 'workshop', to: null }],
  ['plain', 'other', undefined],
])('from %s to %s its default queue goes %j', (former, wanted, expected) => {
  const types = new Map([
    ['repair', type({ defaultQueueId: 'workshop' })],
    ['return', type({ defaultQueueId: 'returns' })],
    ['plain', type({})],
    ['other', type({})],
  ]);
  const command = { ticketId: 't', seenVersion: 1, type: wanted };
  const [told] = update(aTicket({ type: former }), command, noon, { ...rules, types })!.facts;
  expect((told.data as { defaultQueue?: object }).defaultQueue).toEqual(expected);
});
