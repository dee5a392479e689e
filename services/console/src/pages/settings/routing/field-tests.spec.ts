import type { FieldDefinition } from '@deskbeat/contracts';
import { testsOf } from './field-tests.js';

const serial: FieldDefinition = { key: 'serial', label: 'Serial number', kind: 'text' };
const floors: FieldDefinition = { key: 'floors', label: 'Floors', kind: 'number' };

describe('what a rule can ask of a field', () => {
  it.each([
    ['priority', ['one-of', 'none-of']],
    ['region', ['within', 'one-of', 'none-of']],
    ['product', ['one-of', 'none-of', 'containing']],
    ['fields.serial', ['one-of', 'none-of', 'containing']],
    ['fields.floors', ['at-least', 'one-of', 'none-of']],
    ['fields.gone', ['one-of', 'none-of', 'containing']],
  ] as const)('%s', (field, expected) => expect(testsOf(field, [serial, floors])).toEqual(expected));
});
