import { describe, expect, it } from '@jest/globals';
import type { ColumnMeaning } from '@deskbeat/contracts';
import { areApart, atColumns, meaningsOf, requestOf } from './rows.js';

describe('columns', () => {
  it.each<[string[], ColumnMeaning[], object]>([
    [['externalId', 'subject'], [], { columns: ['externalId', 'subject'] }],
    [
      ['Id', 'Title', 'Extra', 'field.serial-number'],
      [
        { column: 'Id', means: 'externalId' },
        { column: 'Title', means: 'subject' },
        { column: 'Extra', means: '-' },
      ],
      { columns: ['externalId', 'subject', '-', 'field.serial-number'] },
    ],
    [['externalId'], [], { errors: [{ pointer: '/text', message: 'no column is subject' }] }],
    [['externalId', 'subject', 'subject'], [], { errors: [{ pointer: '/text', message: 'two columns are subject' }] }],
    [
      ['externalId', 'subject'],
      [{ column: 'Title', means: 'text' }],
      { errors: [{ pointer: '/text', message: 'there is no column "Title"' }] },
    ],
  ])('%j with %j', (header, given, expected) => {
    expect(meaningsOf(header, given)).toEqual(expected);
  });

  it.each(['colour', 'field.', 'field.$x', '__proto__', 'intakeKey', ''])('%j means nothing', (column) => {
    const found = meaningsOf(['externalId', 'subject', column], []);
    expect(found).toMatchObject({ errors: [{ pointer: '/text', message: expect.stringContaining('means nothing') }] });
  });
});

it.each<[string[], string[], object]>([
  [['externalId', 'subject'], ['7', ' Dark '], { subject: 'Dark' }],
  [['externalId', 'tags', 'affected'], ['7', 'a, b|c;;', '12'], { tags: ['a', 'b', 'c'], affected: 12 }],
  [['externalId', 'affected'], ['7', 'many'], { affected: 'many' }],
  [['externalId', 'customer.email', '-'], ['7', 'a@b.example', 'x'], { customer: { email: 'a@b.example' } }],
  [['externalId', 'field.serial'], ['7', 'S1'], { fields: { serial: 'S1' } }],
  [['externalId', 'text', 'channel'], ['7', '', 'email'], { channel: 'email' }],
])('the row %j of %j asks for %j', (meanings, cells, expected) => {
  const request = requestOf('crm', meanings, cells);
  const intakeKey = { source: 'import:crm', key: '7' };
  expect(request).toEqual({ channel: 'api', customer: {}, intakeKey, ...expected });
});

it.each([
  [['1', '2'], true],
  [['1', ' 1'], false],
])('that the rows %j have nothing in common is %j', (ids, expected) => {
  const rows = ids.map((id) => ['same', id]);
  expect(areApart(rows, ['subject', 'externalId'])).toBe(expected);
});

it('errors name the column', () => {
  const pointers = ['/subject', '/intakeKey/key', '/customer/email', '/fields/cost', '/tags/3', '/tags'];
  const told = atColumns(pointers.map((pointer) => ({ pointer, message: 'm' })));
  const columns = ['/subject', '/externalId', '/customer.email', '/field.cost', '/tags', '/tags'];
  expect(told).toEqual(columns.map((pointer) => ({ pointer, message: 'm' })));
});
