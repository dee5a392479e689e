import { expect, it } from '@jest/globals';
import { itemsOf } from './summary.js';

const more = (count: number): string => `${count} more`;

it('each has a line, in order', () => {
  expect(itemsOf([{ title: 'DB-1 is late' }, { title: 'DB-2 is late' }], more)).toBe('- DB-1 is late\n- DB-2 is late');
});

it('what does not fit is counted', () => {
  const held = Array.from({ length: 200 }, (_, n) => ({ title: `DB-${n} ${'x'.repeat(240)}` }));
  const lines = itemsOf(held, more).split('\n');
  expect(lines.length).toBeLessThan(20);
  expect(lines.at(-1)).toBe(`- ${200 - (lines.length - 1)} more`);
});
