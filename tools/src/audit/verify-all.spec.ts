import { expect, it } from '@jest/globals';
import type { AuditVerification, VerifyAudit } from '@deskbeat/contracts';
import { endOf, verifyAll } from './verify-all.js';

const hashOf = (sequence: number): string => sequence.toString(16).padStart(64, '0');
const log = (length: number, brokenAt = Infinity) => ({
  ask: (_: object, { after = 0, limit = 0 }: VerifyAudit): Promise<AuditVerification> => {
    const last = Math.min(after + limit, length, brokenAt - 1);
    const broken = last === brokenAt - 1 ? { broken: { sequence: brokenAt, why: 'changed' } } : {};
    const complete = last === length && after + limit > length;
    return Promise.resolve({ checked: last - after, last, lastHash: hashOf(last), erased: 0, complete, ...broken });
  },
});
const walk = (caller: object, noted?: string) =>
  verifyAll(caller as never, noted === undefined ? undefined : endOf(noted));

it('walks to the end', async () => {
  expect(await walk(log(4_500))).toMatchObject({ checked: 4_500, last: 4_500, complete: true });
  expect(await walk(log(0))).toMatchObject({ checked: 0, complete: true });
});
it('stops where it breaks', async () => {
  expect(await walk(log(4_500, 2_345))).toMatchObject({ checked: 2_344, broken: { sequence: 2_345 } });
});
it('finds the end that was noted, another one, or none', async () => {
  expect((await walk(log(4_500), `3000:${hashOf(3_000)}`)).broken).toBeUndefined();
  expect((await walk(log(3_000), `3000:${hashOf(3_000)}`)).broken).toBeUndefined();
  expect((await walk(log(4_500), `3000:${hashOf(1)}`)).broken).toEqual({
    sequence: 3_000,
    why: 'another one than was noted',
  });
  expect((await walk(log(2_000), `3000:${hashOf(3_000)}`)).broken).toEqual({ sequence: 2_001, why: 'cut off' });
  expect(endOf('3000:xyz')).toBeUndefined();
});
