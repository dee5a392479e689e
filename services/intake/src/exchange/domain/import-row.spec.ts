import { describe, expect, it } from '@jest/globals';
import type { ColumnMeaning } from '@deskbeat/contracts';
import { meaningsOf, requestOf, skewOf } from './import-row.js';

describe('columns', () => {
  it.each<[string[], ColumnMeaning[], object]>([
    [['externalId', 'subject'], [], { meanings: ['externalId', 'subject'] }],
    [
      ['Id', 'Title', 'Extra', 'field.serial-number'],
      [
        { column: 'Id', means: 'externalId' },
        { column: 'Title', means: 'subject' },
        { column: 'Extra', means: '-' },
      ],
      { meanings: ['externalId', 'subject', '-', 'field.serial-number'] },
    ],
    [['externalId'], [], { errors: [{ pointer: '/csv', message: 'no column is subject' }] }],
    [['externalId', 'subject', 'subject'], [], { errors: [{ pointer: '/csv', message: 'two columns are subject' }] }],
    [
      ['externalId', 'subject'],
      [{ column: 'Title', means: 'text' }],
      { errors: [{ pointer: '/columns', message: 'there is no column "Title"' }] },
    ],
  ])('%j with %j', (header, given, expected) => {
    expect(meaningsOf(header, given)).toEqual(expected);
  });

  it.each(['colour', 'field.', 'field.$x', '__proto__', 'intakeKey', ''])('%j means nothing', (column) => {
    const found = meaningsOf(['externalId', 'subject', column], []);
    expect(found).toMatchObject({ errors: [{ pointer: '/csv', message: expect.stringContaining('means nothing') }] });
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
  [['1', 'a'], undefined],
  [['1'], undefined],
  [['1', 'a', '', ' '], undefined],
  [['1', 'a', 'b'], 'has 3 cells, the first line names 2 columns'],
])('the row %j under two columns is %j', (cells, skewed) => {
  expect(skewOf(cells, 2)).toBe(skewed);
});
