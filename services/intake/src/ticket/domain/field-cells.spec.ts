import { expect, it } from '@jest/globals';
import type { FieldDefinition, FieldKind, FieldValue } from '@deskbeat/contracts';
import { cellOf, valuesIn } from './field-cells.js';

const options = [
  { key: 'red', label: 'Bright red' },
  { key: 'blue', label: 'Blue' },
];

it.each<[FieldKind, string, FieldValue]>([
  ['text', '12', '12'],
  ['number', '-12.5', -12.5],
  ['number', 'twelve', 'twelve'],
  ['checkbox', 'Yes', true],
  ['checkbox', '0', false],
  ['checkbox', 'constructor', 'constructor'],
  ['date', '2030-01-31', '2030-01-31'],
  ['choice', 'bright RED', 'red'],
  ['choice', 'green', 'green'],
  ['multi-choice', 'red; Blue,', ['red', 'blue']],
])('a %s of %j is %j', (kind, cell, value) => {
  const definition: FieldDefinition = { key: 'own', label: 'Own', kind, options };
  expect(valuesIn([definition], { own: cell, other: '1' })).toEqual({ own: value, other: '1' });
  expect(valuesIn([definition], { own: cellOf(value) })).toEqual({ own: value });
});
