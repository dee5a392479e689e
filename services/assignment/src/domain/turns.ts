/** Where somebody stands in a round. */
export interface Standing {
  id: string;
  /** Work that was given, in strides: who has the least of it is next. */
  pass: number;
  /** Number of the last turn. */
  last: number;
  /** Could take a turn when the last one was given. */
  here: boolean;
}

/** Where a queue's round stands. It names people, not places: it survives that they come and go. */
export interface Round {
  lastServed?: string;
  /** Where the round is: the pass at which the last turn began. */
  time: number;
  members: readonly Standing[];
}

export const newRound: Round = { time: 0, members: [] };

/** Divides by every weight from 1 to 10. */
const cycle = 2_520;
const strideOf = (weight: number): number => cycle / Math.min(10, Math.max(1, Math.round(weight)));

export interface Runner {
  id: string;
  weight: number;
}

/**
 * Smooth weighted round robin by strides: each turn costs its owner 2,520 / weight, and goes to who would end first; of
 * equals, to whose last turn is longest ago. Who is kept from a ticket is next for another one, by one turn at most; who
 * comes back starts where the round is, and makes nothing up.
 * @param runners who can take turns now
 * @param can who can take this one
 * @returns the round after it, or undefined when nobody can
 */
export function takeTurn(
  round: Round,
  runners: readonly Runner[],
  can: (id: string) => boolean,
  turn: number,
): { round: Round; personId: string; madeUp: boolean } | undefined {
  const known = new Map(round.members.map((member) => [member.id, member]));
  let best: { standing: Standing; ends: number; stride: number } | undefined;
  const here = new Map<string, Standing>();
  for (const { id, weight } of runners) {
    const stride = strideOf(weight);
    const before = known.get(id) ?? { id, pass: round.time, last: 0, here: false };
    const floor = before.here ? round.time - stride : round.time;
    const standing = { ...before, pass: Math.max(before.pass, floor), here: true };
    here.set(id, standing);
    if (can(id)) {
      const ends = standing.pass + stride;
      if (!best || goesBefore(ends, standing, best.ends, best.standing)) best = { standing, ends, stride };
    }
  }
  if (!best) return undefined;
  const { id, pass: began } = best.standing;
  here.set(id, { id, pass: began + best.stride, last: turn, here: true });
  const gone = round.members.filter((member) => !here.has(member.id)).map((member) => ({ ...member, here: false }));
  return {
    round: { lastServed: id, time: Math.max(round.time, began), members: [...here.values(), ...gone] },
    personId: id,
    madeUp: began < round.time,
  };
}

function goesBefore(ends: number, one: Standing, otherEnds: number, other: Standing): boolean {
  if (ends !== otherEnds) return ends < otherEnds;
  if (one.last !== other.last) return one.last < other.last;
  return one.id < other.id;
}

/** A turn came to nothing: it is not counted against who would have had it. */
export function givenBack(round: Round, { id, weight }: Runner): Round {
  const stride = strideOf(weight);
  const back = (member: Standing): Standing => ({ ...member, pass: member.pass - stride, last: 0 });
  return { ...round, members: round.members.map((member) => (member.id === id ? back(member) : member)) };
}

/** The round of those who still belong to the queue. */
export const roundOf = (round: Round, ids: ReadonlySet<string>): Round => ({
  ...round,
  members: round.members.filter(({ id }) => ids.has(id)),
});
