import { expect, it } from '@jest/globals';
import { areApart, atColumns, columnsIn, rowOf } from './rows.js';

it.each([
  [['E-Mail', 'Full size', 'time_zone'], ['email', null, 'timeZone'], undefined],
  [['name', 'phone'], ['name', 'phone'], 'the first row must name the columns, email or external among them'],
  [['email', 'mail'], ['email', 'email'], 'a column stands there twice'],
  [['constructor', 'email'], [null, 'email'], undefined],
])('%j are the columns %j', (names, columns, error) => {
  expect(columnsIn(names)).toEqual(error === undefined ? { columns } : { columns, error });
});

it('a row is what its cells say; empty ones say nothing, and defused formulas are what they were', () => {
  const columns = columnsIn([
    'name',
    'email',
    'phone',
    'size',
    'external',
    'region',
    'organisation',
    'Field.Seats',
  ]).columns;
  const cells = ["'=Ana", 'a@example.test; b@example.test ;', "'+49 30 1234567", 'XL', 'crm:7', ' ', 'crm:o1', '12'];
  expect(rowOf(cells, columns)).toEqual({
    request: {
      name: '=Ana',
      identities: [
        { kind: 'external', value: 'crm:7' },
        { kind: 'email', value: 'a@example.test' },
        { kind: 'email', value: 'b@example.test' },
        { kind: 'phone', value: '+49 30 1234567' },
      ],
    },
    sources: ['external', 'email', 'email', 'phone'],
    organisations: ['crm:o1'],
    own: { seats: '12' },
  });
});

it('errors name the column', () => {
  const errors = ['/identities/1/value', '/tier', '/fields/seats', '/organisationIds/0'].map((pointer) => ({
    pointer,
    message: 'm',
  }));
  expect(atColumns(errors, ['external', 'email']).map(({ pointer }) => pointer)).toEqual([
    '/email',
    '/tier',
    '/field.seats',
    '/organisation',
  ]);
});

it.each([
  [['a@example.test,,', 'b@example.test,crm:1,'], true],
  [['a@example.test,,', 'A@Example.test ,crm:1,'], false],
  [['a@example.test,crm:1,', 'b@example.test,CRM:1,'], false],
  [['a@example.test,,crm:o', 'b@example.test,,crm:o'], true],
  [[',crm:o,', 'b@example.test,,crm:O'], false],
  [['a@example.test;a@example.test,,', ',,'], true],
])('that the rows %j have nobody in common is %j', (rows, expected) => {
  const { columns } = columnsIn(['email', 'external', 'organisation']);
  expect(areApart(rows.map((row) => rowOf(row.split(','), columns)))).toBe(expected);
});
