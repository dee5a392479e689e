import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { beginning, breakIn, canonical, chained, cutIn, type AuditRecord } from './chain.js';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const at = new Date('2030-01-07T08:00:00Z');
const told = (id: string) => ({
  action: {
    id,
    at: at.toISOString(),
    action: 'assignment.save-queue',
    outcome: 'done' as const,
    actor: { kind: 'person' as const, id: 'ana', name: undefined },
    on: { kind: 'queue', id: 'vip' },
    changes: [{ field: 'name', after: '"VIP"' }],
  },
  service: 'assignment',
  salts: [`${id}-1`, `${id}-2`] as const,
});
const chain = (length: number): AuditRecord[] => {
  const records: AuditRecord[] = [];
  for (let n = 1; n <= length; n++) records.push(chained(records.at(-1) ?? beginning, told(`a${n}`), at, digest));
  return records;
};
const breaksIn = (records: readonly AuditRecord[]) =>
  records.map((record, index) => breakIn(records[index - 1] ?? beginning, record, digest)).find(Boolean);

it('a chain is as it was written, however its fields are ordered when they are read', () => {
  expect(breaksIn(chain(4))).toBeUndefined();
  const turned = chain(3).map((one) => Object.fromEntries(Object.entries(one).reverse()) as unknown as AuditRecord);
  expect(breaksIn(turned)).toBeUndefined();
});

describe('it is seen that', () => {
  it.each<[string, (records: AuditRecord[]) => AuditRecord[], object]>([
    ['one was removed', (all) => all.filter(({ _id }) => _id !== 2), { sequence: 2, why: 'missing' }],
    ['the first was removed', (all) => all.slice(1), { sequence: 1, why: 'missing' }],
    [
      'one was changed',
      (all) => all.map((one) => (one._id === 2 ? { ...one, outcome: 'refused' } : one)),
      { sequence: 2, why: 'changed' },
    ],
    [
      'somebody else did it',
      (all) => all.map((one) => (one._id === 3 ? { ...one, who: { ...one.who, id: 'ben' } } : one)),
      { sequence: 3, why: 'details-changed' },
    ],
    [
      'one was put in anew with a hash that fits it',
      (all) => all.map((one, at) => (one._id === 2 ? chained(all[at - 1]!, told('other'), one.at, digest) : one)),
      { sequence: 3, why: 'other-predecessor' },
    ],
  ])('%s', (_, tamper, found) => {
    expect(breaksIn(tamper(chain(4)))).toEqual(found);
  });
});

it('what was taken out leaves the chain as it is', () => {
  const erased = chain(3).map((one) => ({ ...one, who: { kind: 'person' as const, id: 'gone-1', erasedBy: 'x' } }));
  expect(breaksIn(erased)).toBeUndefined();
});

it('content has one text', () => {
  expect(canonical({ b: [1, { d: at, c: null }], a: 'x' })).toBe(
    '{"a":"x","b":[1,{"c":null,"d":"2030-01-07T08:00:00.000Z"}]}',
  );
});

it('after what was cut off the chain begins where a record says', () => {
  const [first, second, third] = chain(3) as [AuditRecord, AuditRecord, AuditRecord];
  const cut = { kind: 'audit-log', id: '1' };
  const what = (on: object, hash?: string) => ({ on, salt: '', changes: hash ? [{ field: 'hash', after: hash }] : [] });
  const told = cutIn({ _id: 4, what: what(cut, first.hash) as AuditRecord['what'] });
  expect(told).toEqual({ _id: 1, hash: first.hash });
  expect(breakIn(told!, second, digest)).toBeUndefined();
  expect(breakIn(told!, third, digest)).toEqual({ sequence: 2, why: 'missing' });
});

it.each([
  ['tells no hash', { on: { kind: 'audit-log', id: '1' } }],
  ['is about what came after it', { on: { kind: 'audit-log', id: '9' }, changes: [{ field: 'hash', after: 'ab' }] }],
  ['is about nothing', { changes: [{ field: 'hash', after: 'ab' }] }],
])('a record that %s cuts nothing off', (_, what) => {
  expect(cutIn({ _id: 4, what: { salt: '', ...what } as AuditRecord['what'] })).toBeUndefined();
});
