import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { problemOf } from '@deskbeat/contracts';
import { endOfWholeRows } from './domain/whole-rows.js';
import { recordsIn } from './records.js';

const isWhole = (text: string): boolean => {
  try {
    return recordsIn(text, ',').length >= 0;
  } catch (error) {
    expect(problemOf(error).code).toBe('validation-failed');
    return false;
  }
};

it('wherever a file is cut, its rows are the same', () => {
  const pieces = fc.constantFrom('a', 'b ', '"', '"', '""', ',', ',', ';', '\n', '\r\n');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), fc.nat(60), (all, cut) => {
      const text = all.join('');
      fc.pre(isWhole(text));
      const end = endOfWholeRows(text.slice(0, cut), ',');
      const [before, after] = [text.slice(0, end), text.slice(end)];
      expect([...recordsIn(before, ','), ...recordsIn(after, ',')]).toEqual(recordsIn(text, ','));
    }),
    { numRuns: 2_000 },
  );
});
