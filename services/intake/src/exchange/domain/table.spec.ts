import { expect, it } from '@jest/globals';
import type { FieldDefinition, FieldKind, ViewColumn } from '@deskbeat/contracts';
import { datesAmong } from './table.js';

const typeWith = (fields: Record<string, FieldKind>): { fields: FieldDefinition[] } => ({
  fields: Object.entries(fields).map(([key, kind]) => ({ key, label: key, kind })),
});
const types = [typeWith({ until: 'date', since: 'date', note: 'text' }), typeWith({ until: 'text', since: 'date' })];

it.each<[ViewColumn[], ViewColumn[]]>([
  [
    ['number', 'due', 'created', 'affected'],
    ['due', 'created'],
  ],
  [['field.since', 'field.note', 'field.none', 'field.constructor'], ['field.since']],
  [['field.until'], []],
])('of the columns %j those of dates are %j', (columns, dates) => {
  expect(datesAmong(columns, types)).toEqual(dates);
});
