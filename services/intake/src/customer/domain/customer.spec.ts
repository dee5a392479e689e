import { describe, expect, it } from '@jest/globals';
import type { UpdateCustomer } from '@deskbeat/contracts';
import { create, update, type Customer } from './customer.js';
import { addIdentity, removeIdentity } from './identities.js';
import type { Identity } from './identity.js';
import { claim, isClaimed, merge, release, unmerge } from './merge.js';
import type { Revision } from './revision.js';

const now = new Date('2030-01-01T12:00:00Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);
const after = (_id: string, before: number, { next, facts }: Revision): Customer => ({
  ...next,
  _id,
  version: before + facts.length,
});
const aCustomer = (_id: string, more: Partial<Customer> = {}): Customer => ({
  ...after(_id, 0, create({ kind: 'person', tier: 'standard', name: 'Ana' }, now)),
  ...more,
});
const email: Identity = { key: 'email:a@b.example', kind: 'email', value: 'a@b.example' };
const problem = (code: string): Error => expect.objectContaining({ code }) as unknown as Error;

describe('updating', () => {
  const change = (more: Partial<UpdateCustomer>) =>
    update(aCustomer('a'), { id: 'a', seenVersion: 1, ...more } as never, later(1));

  it.each<[Partial<UpdateCustomer>, string[] | undefined]>([
    [{ name: 'Ana' }, undefined],
    [{ clear: ['region'] }, undefined],
    [{ organisationIds: [] }, undefined],
    [{ tier: 'vip', notes: 'n' }, ['tier', 'notes']],
    [{ clear: ['name'], region: 'north' }, ['name', 'region']],
    [{ organisationIds: ['o', 'o'] }, ['organisationIds']],
  ])('by %j changes %j', (more, fields) => {
    const revision = change(more);
    expect(revision?.facts[0]?.data).toEqual(fields && expect.objectContaining({ fields }));
    expect(Object.values(revision?.next ?? {})).not.toContain(undefined);
  });

  it('tells others of the own fields that they may know, and of all by name', () => {
    const before = aCustomer('a', { fields: { contract: 'gold', memo: 'old', seats: 3 } });
    const fields = { contract: 'silver', memo: 'new' };
    const command = { id: 'a', seenVersion: 1, fields, told: ['contract', 'seats', 'areas'] };
    expect(update(before, command, later(1))?.facts[0]?.data).toEqual({
      changes: { 'fields.contract': { from: 'gold', to: 'silver' }, 'fields.seats': { from: 3, to: null } },
      fields: ['fields'],
    });
  });

  it('tells others of the organisations that it belongs to, by their ids', () => {
    const before = aCustomer('a', { organisationIds: ['o'] });
    const changesBy = (more: Partial<UpdateCustomer>) =>
      update(before, { id: 'a', seenVersion: 1, ...more } as never, later(1))?.facts[0]?.data;
    expect(changesBy({ organisationIds: ['o', 'p'] })).toMatchObject({
      changes: { organisationIds: { from: ['o'], to: ['o', 'p'] } },
    });
    expect(changesBy({ clear: ['organisationIds'] })).toMatchObject({
      changes: { organisationIds: { from: ['o'], to: null } },
    });
  });

  it('of another version is a conflict', () => {
    expect(() => change({ seenVersion: 2 })).toThrow(problem('version-conflict'));
  });
});

describe('identities', () => {
  it('are fifty at most, and none is left as an empty list', () => {
    const full = Array.from({ length: 50 }, (_, n) => ({ ...email, key: `email:${n}@b.example` }));
    expect(() => addIdentity(aCustomer('a', { identities: full }), email, now)).toThrow(problem('validation-failed'));
    const { next } = removeIdentity(aCustomer('a', { identities: [email] }), email.key, now);
    expect(next).not.toHaveProperty('identities');
  });
});

describe('merging', () => {
  const claimed = { mergeId: 'm', sourceId: 'a', at: now, by: { kind: 'person' as const, id: 'eva' } };
  const [source, target] = [aCustomer('a'), aCustomer('b')];

  it('claims the target without a fact, points the duplicate at it, and lets the claim go', () => {
    const waiting = after('b', target.version, claim(target, source, claimed));
    expect([isClaimed(waiting), waiting.version]).toEqual([true, target.version]);
    const gone = after('a', source.version, merge(source, 'b', claimed, later(1)));
    expect(gone).toMatchObject({ mergedInto: { id: 'b', mergeId: 'm' }, version: 2 });
    expect(after('b', waiting.version, release(waiting, 'm')!)).toEqual(target);
    expect(release(target, 'm')).toBeUndefined();
  });

  it('of what is merged already, into it, or of different kinds is refused', () => {
    const gone = after('a', 1, merge(source, 'b', claimed, now));
    expect(() => merge(gone, 'c', claimed, now)).toThrow(problem('merged'));
    expect(() => claim(gone, target, claimed)).toThrow(problem('merged'));
    expect(() => claim(aCustomer('b', { kind: 'organisation' }), source, claimed)).toThrow(
      problem('validation-failed'),
    );
  });

  it.each([
    [0, true],
    [1_000, true],
    [1_001, false],
  ])('can be undone after %i of 1000 ms: %s', (ms, possible) => {
    const gone = after('a', 1, merge(source, 'b', claimed, now));
    const undo = () => unmerge(gone, later(ms), 1_000);
    if (possible) expect(after('a', 1, undo())).toEqual({ ...source, updatedAt: later(ms), version: 2 });
    else expect(undo).toThrow(problem('merged'));
  });
});
