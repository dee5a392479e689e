import { expect, it } from '@jest/globals';
import { OpenTicket } from './intake/ticket.js';
import { TicketUpdated } from './intake/events.js';
import { Nothing } from './common.js';
import { validated } from './validate.js';

it('an optional field that is null is absent, however deep', () => {
  const sent = { subject: 'Help', channel: 'web', type: null, tags: ['a'], customer: { email: null, name: 'Ana' } };
  const request = validated(OpenTicket, sent);
  expect({ ...request, customer: { ...request.customer } }).toEqual({
    subject: 'Help',
    channel: 'web',
    tags: ['a'],
    customer: { name: 'Ana' },
  });
  expect(request).not.toHaveProperty('type');
  expect(request.customer).not.toHaveProperty('email');
});

it('a needed field that is null is refused', () => {
  expect(() => validated(OpenTicket, { subject: 'x', channel: 'web', customer: null })).toThrow(
    expect.objectContaining({ code: 'validation-failed' }),
  );
});

it('a free-form object keeps its nulls', () => {
  const changes = { affected: { from: null, to: 3 } };
  expect(validated(TicketUpdated, { changes }).changes).toEqual(changes);
});

it.each([
  ['an unknown field', { surprise: 1 }, '/surprise'],
  ['an operator', { subject: { $ne: '' } }, '/subject'],
  ['an operator as a name', { $where: '1' }, '/$where'],
  ['a prototype', JSON.parse('{"__proto__":{"isAdmin":true}}') as object, undefined],
  ['no customer', { customer: undefined }, '/customer'],
  ['a customer that is none', { customer: 'Ana' }, '/customer'],
  ['a list of customers', { customer: [] }, '/customer'],
  ['half a character', { subject: 'a\ud800' }, '/subject'],
  ['half a character in a text', { text: '\udc00' }, '/text'],
  ['half a character in an address', { customer: { email: '\ud800@example.com' } }, '/customer/email'],
  ['a week', { reportedAt: '2026-W47-6T10:00:00Z' }, '/reportedAt'],
  ['a local time', { reportedAt: '2026-11-22T10:00:00' }, '/reportedAt'],
  ['a day that does not exist', { reportedAt: '2026-02-30T10:00:00Z' }, '/reportedAt'],
])('%s is refused and pointed at', (_, wrong, pointer) => {
  const sent = { subject: 'Help', channel: 'web', customer: {} };
  const send = (): OpenTicket => validated(OpenTicket, { ...sent, ...wrong });
  if (pointer === undefined) return expect(Object.keys(send())).toEqual(['subject', 'channel', 'customer']);
  expect(send).toThrow(
    expect.objectContaining({ errors: expect.arrayContaining([expect.objectContaining({ pointer })]) }),
  );
});

it('a payload without fields is one, and has none', () => {
  expect(validated(Nothing, {})).toEqual({});
  expect(() => validated(Nothing, { $where: '1' })).toThrow(
    expect.objectContaining({ code: 'validation-failed', errors: [expect.objectContaining({ pointer: '/$where' })] }),
  );
});
