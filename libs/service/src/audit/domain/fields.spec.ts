import { describe, expect, it } from '@jest/globals';
import { changesBetween, fieldsOf, lineOf, redacted } from './fields.js';

const fields = (thing: object | undefined) => fieldsOf(thing, (value) => `#${value.length}`);
const changes = (before: object | undefined, after: object | undefined) =>
  changesBetween(fields(before), fields(after));

describe('what changed', () => {
  it.each<[string, object | undefined, object | undefined, object[]]>([
    ['nothing', { name: 'A', version: 1 }, { name: 'A', version: 2, updatedAt: new Date(1) }, []],
    ['one field', { name: 'A', mode: 'x' }, { name: 'B', mode: 'x' }, [{ field: 'name', before: '"A"', after: '"B"' }]],
    ['what came', undefined, { name: 'A' }, [{ field: 'name', after: '"A"' }]],
    ['what went', { name: 'A' }, undefined, [{ field: 'name', before: '"A"' }]],
    [
      'a part of a part',
      { targets: { urgent: { response: 1 }, low: { response: 9 } } },
      { targets: { urgent: { response: 2 }, low: { response: 9 } } },
      [{ field: 'targets.urgent.response', before: '1', after: '2' }],
    ],
    [
      'a list as a whole',
      { teams: ['a'] },
      { teams: ['a', 'b'] },
      [{ field: 'teams', before: '["a"]', after: '["a","b"]' }],
    ],
    [
      'an instant',
      { until: new Date('2030-01-01T00:00:00Z') },
      { until: null },
      [{ field: 'until', before: '"2030-01-01T00:00:00.000Z"' }],
    ],
  ])('%s', (_, before, after, told) => {
    expect(changes(before, after)).toEqual(told);
  });
});

describe('a secret', () => {
  it('is told to be another one, and not told', () => {
    expect(changes({ secret: 'hush' }, { secret: 'quiet' })).toEqual([
      { field: 'secret', before: redacted, after: redacted },
    ]);
    expect(changes({ passwordHash: 'x' }, { passwordHash: 'x' })).toEqual([]);
  });
  it.each([{ secrets: [{ digest: 'hush' }] }, { formerSecret: { secret: 'hush' } }, { list: [{ token: 'hush' }] }])(
    'is not told from within %j',
    (thing) => {
      expect(JSON.stringify(fields(thing))).not.toContain('hush');
    },
  );
  it('is not told from within an address', () => {
    expect(JSON.stringify(fields({ url: 'https://ana:hush@hooks.example.test/x' }))).not.toContain('hush');
  });
  it('may be said to be there', () => {
    expect(fields({ hasPassword: true })).toEqual([{ field: 'hasPassword', value: 'true' }]);
  });
});

it('what is long is cut, never within a character', () => {
  const [{ value }] = fields({ text: '😀'.repeat(2_000) }) as unknown as [{ value: string }];
  expect(value.length).toBeLessThan(2_000);
  expect(value).not.toMatch(/\p{Cs}/u);
  expect(JSON.parse(value)).toContain('4002 characters');
});

it('a line is one, or none', () => {
  expect([lineOf(' a\nb\u0000 '), lineOf('\u0007'), lineOf(7), lineOf({ $ne: 1 })]).toEqual([
    'a b',
    undefined,
    undefined,
    undefined,
  ]);
});
