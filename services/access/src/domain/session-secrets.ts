/**
 * The secrets of a session, by their digests. One is `current`; one may be `offered` in its place and takes it when it is
 * used for the first time, so an answer that got lost locks nobody out. `past` ones are good until `until`: requests that
 * were on their way. Whoever comes with one later has stolen it, or was stolen from.
 */
export interface SessionSecret {
  digest: string;
  state: 'current' | 'offered' | 'past';
  until?: Date;
}

export type Presented =
  { kind: 'unknown' } | { kind: 'good' } | { kind: 'promoted'; secrets: SessionSecret[] } | { kind: 'reused' };

/** Past secrets that are remembered: whoever comes with an older one is unknown. */
const most = 20;

const past = (digest: string, until: Date): SessionSecret => ({ digest, state: 'past', until });

/** What it means that somebody comes with a secret. `graceMs`: how long the one before stays good once the next is used. */
export function presented(secrets: readonly SessionSecret[], digest: string, now: Date, graceMs: number): Presented {
  const found = secrets.find((one) => one.digest === digest);
  switch (found?.state) {
    case undefined:
      return { kind: 'unknown' };
    case 'current':
      return { kind: 'good' };
    case 'past':
      return { kind: found.until! > now ? 'good' : 'reused' };
    case 'offered': {
      const until = new Date(now.getTime() + graceMs);
      const others = secrets.filter((one) => one !== found);
      const before = others.map((one) => (one.state === 'current' ? past(one.digest, until) : one));
      return { kind: 'promoted', secrets: bounded([{ digest, state: 'current' }, ...before]) };
    }
  }
}

/** The secrets with another one on offer. An offer that nobody took is good for nothing any more. */
export function offering(secrets: readonly SessionSecret[], digest: string, now: Date): SessionSecret[] {
  const kept = secrets.map((one) => (one.state === 'offered' ? past(one.digest, now) : one));
  return bounded([{ digest, state: 'offered' }, ...kept]);
}

/** The secrets with another one in their place at once: a program's refresh token is good for one use. */
export const replacing = (secrets: readonly SessionSecret[], digest: string, now: Date): SessionSecret[] =>
  bounded([
    { digest, state: 'current' },
    ...secrets.map((one) => (one.state === 'past' ? one : past(one.digest, now))),
  ]);

const bounded = (secrets: SessionSecret[]): SessionSecret[] => [
  ...secrets.filter(({ state }) => state !== 'past'),
  ...secrets.filter(({ state }) => state === 'past').slice(0, most),
];
