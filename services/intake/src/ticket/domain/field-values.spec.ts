import { describe, expect, it } from '@jest/globals';
import type { FieldDefinition, FieldKind, FieldValue } from '@deskbeat/contracts';
import { stillFitting, unfitting, withChanges } from './field-values.js';

const field = (kind: FieldKind, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  key: 'it',
  label: 'It',
  kind,
  ...more,
});
const options = [
  { key: 'red', label: 'Red' },
  { key: 'blue', label: 'Blue' },
  { key: 'grey', label: 'Grey', retired: true },
];

describe('a value fits its field', () => {
  it.each<[FieldDefinition, FieldValue[], FieldValue[]]>([
    [field('text'), ['A-1', '工单\n😀'], ['', ' ', 7, true, ['a'], 'a\u0000b', 'a\ud800', 'x'.repeat(2_001)]],
    [field('text', { min: 2, max: 3 }), ['ab', 'abc'], ['a', 'abcd']],
    [field('number'), [0, -1.5, 1e9], ['1', true, ['1']]],
    [field('number', { min: 0, max: 10 }), [0, 10], [-1, 10.5]],
    [field('date'), ['2028-02-29'], ['2029-02-29', '2030-1-1', '2030-01-01T00:00:00Z', 'today', 20300101, '']],
    [field('choice', { options }), ['red'], ['grey', 'green', 'constructor', ['red'], true, '']],
    [field('multi-choice', { options }), [['red'], ['blue', 'red']], ['red', ['red', 'red'], ['grey'], ['red', 'x']]],
    [field('multi-choice', { options, min: 2 }), [['red', 'blue']], [['red']]],
    [field('multi-choice', { options, max: 1 }), [['blue']], [['red', 'blue']]],
    [field('checkbox'), [true, false], ['true', 0, 'yes']],
    [field('customer'), ['018f-1'], ['', 'a b', '$where', 7]],
    [field('asset'), ['a1'], ['a*', true]],
  ])('%j', (definition, fitting, others) => {
    for (const value of fitting) expect([value, unfitting(definition, value)]).toEqual([value, undefined]);
    for (const value of others) expect([value, unfitting(definition, value)]).toEqual([value, expect.any(String)]);
  });
});

const definitions = [
  { ...field('text'), key: 'serial' },
  { ...field('choice', { options }), key: 'colour' },
];

describe('changing values', () => {
  it.each([
    ['sets what is new', {}, { serial: 'A1' }, { serial: 'A1' }],
    ['keeps what is not named', { serial: 'A1' }, { colour: 'red' }, { serial: 'A1', colour: 'red' }],
    ['empties with null', { serial: 'A1' }, { serial: null }, {}],
    ['empties with no choice', { serial: 'A1' }, { serial: [] }, {}],
    ['empties what the type has no more', { former: 1 }, { former: null }, {}],
    ['lets stay what was fine once', { colour: 'grey' }, { colour: 'grey' }, { colour: 'grey' }],
  ])('%s', (_, current, changes, values) => {
    expect(withChanges(definitions, current, changes)).toEqual({ values, errors: [] });
  });

  it('names each field that is wrong, and the rule', () => {
    expect(withChanges(definitions, {}, { colour: 'grey', size: 3, serial: 'A1' }).errors).toEqual([
      { pointer: '/fields/colour', message: 'must be one of red, blue' },
      { pointer: '/fields/size', message: 'is no field of this type' },
    ]);
  });
});

it('another type keeps the values that fit it', () => {
  const other = [{ ...field('number'), key: 'serial' }, definitions[1]!];
  expect(stillFitting(other, { serial: 'A1', colour: 'red', size: 3 })).toEqual({ colour: 'red' });
});
