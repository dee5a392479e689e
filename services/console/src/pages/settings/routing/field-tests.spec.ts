import type { FieldDefinition } from '@deskbeat/contracts';
import { ownFields, testsOf } from './field-tests.js';

const serial: FieldDefinition = { key: 'serial', label: 'Serial number', kind: 'text' };
const floors: FieldDefinition = { key: 'floors', label: 'Floors', kind: 'number' };
const contract: FieldDefinition = { key: 'contract', label: 'Contract', kind: 'choice', options: [] };
const own = ownFields([serial, floors], [contract, { ...serial, key: 'memo' }]);

describe('what a rule can ask of a field', () => {
  it.each([
    ['priority', ['one-of', 'none-of']],
    ['region', ['within', 'one-of', 'none-of']],
    ['customerName', ['one-of', 'none-of', 'containing']],
    ['customerKind', ['one-of', 'none-of']],
    ['organisation', ['one-of', 'none-of']],
    ['product', ['one-of', 'none-of', 'containing']],
    ['fields.serial', ['one-of', 'none-of', 'containing']],
    ['fields.floors', ['at-least', 'one-of', 'none-of']],
    ['customer.contract', ['one-of', 'none-of']],
    ['fields.gone', ['one-of', 'none-of', 'containing']],
  ] as const)('%s', (field, expected) => expect(testsOf(field, own)).toEqual(expected));

  it('offers no text of customers', () =>
    expect([...own.keys()].sort()).toEqual(['customer.contract', 'fields.floors', 'fields.serial']));
});
