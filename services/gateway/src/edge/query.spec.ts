import { describe, expect, it } from '@jest/globals';
import { GetTimeline, ListInbox, ListTickets, Nothing, Tags } from '@deskbeat/contracts';
import { payloadFrom, queryFields } from './query.js';

const problem = (query: Record<string, unknown>, fields = queryFields(ListTickets)): unknown => {
  try {
    return payloadFrom(query, fields);
  } catch (error) {
    return error;
  }
};

it('the fields of a query are those of the payload with their types, without those of the path', () => {
  expect([...queryFields(ListInbox, ['personId'])].sort()).toEqual([
    ['cursor', 'text'],
    ['limit', 'number'],
    ['unreadOnly', 'boolean'],
  ]);
  expect(queryFields(Nothing).size).toBe(0);
});

it('values become what the contract says', () => {
  expect(payloadFrom({ status: 'open', limit: '20', cursor: '7' }, queryFields(ListTickets))).toEqual({
    status: 'open',
    limit: 20,
    cursor: '7',
  });
  expect(payloadFrom({ unreadOnly: 'false' }, queryFields(ListInbox))).toEqual({ unreadOnly: false });
});

class Narrowed {
  @Tags() tag: string[];
}

it('a list may be given once or repeated', () => {
  expect(payloadFrom({ tag: 'vpn' }, queryFields(Narrowed))).toEqual({ tag: ['vpn'] });
  expect(payloadFrom({ tag: ['vpn', 'printer'] }, queryFields(Narrowed))).toEqual({ tag: ['vpn', 'printer'] });
});

describe('a query is refused', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['for an unknown parameter', { colour: 'red' }, '/colour'],
    ['for a misspelt case', { Status: 'new' }, '/Status'],
    ['for an operator', { 'status[$ne]': 'new' }, '/status[$ne]'],
    ['for a bare operator', { $where: '1' }, '/$where'],
    ['for a prototype key', JSON.parse('{"__proto__":"x"}') as Record<string, unknown>, '/__proto__'],
    ['for a repeated parameter', { status: ['new', 'closed'] }, '/status'],
    ['for an object', { status: { $ne: 'x' } }, '/status'],
    ['for a number that is none', { limit: '1e3' }, '/limit'],
    ['for an empty number', { limit: '' }, '/limit'],
    ['for a number with a blank', { limit: ' 1' }, '/limit'],
    ['for a hexadecimal number', { limit: '0x10' }, '/limit'],
    ['for a pointer that must be escaped', { 'a/b~c': '1' }, '/a~1b~0c'],
  ])('%s', (_, query, pointer) => {
    expect(problem(query)).toMatchObject({ code: 'validation-failed', errors: [{ pointer }] });
  });

  it.each(['1', 'TRUE', '', 'yes'])('for the truth value %p', (unreadOnly) => {
    expect(problem({ unreadOnly }, queryFields(ListInbox))).toMatchObject({ errors: [{ pointer: '/unreadOnly' }] });
  });

  it('for a field that stands in the path', () => {
    const fields = queryFields(GetTimeline, ['ticketId']);
    expect(problem({ ticketId: 'b' }, fields)).toMatchObject({ errors: [{ pointer: '/ticketId' }] });
  });
});
