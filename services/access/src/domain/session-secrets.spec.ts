import { describe, expect, it } from '@jest/globals';
import { offering, presented, replacing, type SessionSecret } from './session-secrets.js';

const now = new Date('2030-01-01T12:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
const graceMs = 60_000;
const first: SessionSecret[] = [{ digest: 'a', state: 'current' }];
const kindOf = (secrets: SessionSecret[], digest: string, at = now): string =>
  presented(secrets, digest, at, graceMs).kind;
const used = (secrets: SessionSecret[], digest: string, at = now): SessionSecret[] => {
  const outcome = presented(secrets, digest, at, graceMs);
  return outcome.kind === 'promoted' ? outcome.secrets : secrets;
};

describe('the secrets of a session', () => {
  it('open it with the current one and no other', () => {
    expect([kindOf(first, 'a'), kindOf(first, 'b')]).toEqual(['good', 'unknown']);
  });

  it('keep the old one good until the new one was used, however late that is', () => {
    const offered = offering(first, 'b', now);
    expect(kindOf(offered, 'a', later(86_400))).toBe('good');
    expect(kindOf(offered, 'b', later(86_400))).toBe('promoted');
  });

  it('keep the old one good for requests on their way, and then call it reused', () => {
    const renewed = used(offering(first, 'b', now), 'b');
    expect(kindOf(renewed, 'b')).toBe('good');
    expect([59, 60, 61].map((seconds) => kindOf(renewed, 'a', later(seconds)))).toEqual(['good', 'reused', 'reused']);
  });

  it('tell a thief who was faster: the secret that was passed over is called reused', () => {
    const stolen = offering(offering(first, 'thief', now), 'owner', later(1));
    expect([kindOf(stolen, 'owner', later(2)), kindOf(stolen, 'thief', later(2))]).toEqual(['promoted', 'reused']);
  });

  it('remember a bounded number, the current one always', () => {
    let secrets = first;
    for (let n = 0; n < 50; n++) secrets = used(offering(secrets, `s${n}`, now), `s${n}`);
    expect(secrets).toHaveLength(21);
    expect(kindOf(secrets, 's49')).toBe('good');
  });

  it('of a program are good for one use', () => {
    const renewed = replacing(replacing(first, 'b', now), 'c', later(1));
    expect(['a', 'b', 'c'].map((digest) => presented(renewed, digest, later(1), 0).kind)).toEqual([
      'reused',
      'reused',
      'good',
    ]);
  });
});
