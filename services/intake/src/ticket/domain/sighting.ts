/** Which facts of another aggregate a ticket has seen: all up to `last` but those that are still to come. */
export interface Sighting {
  last: number;
  missing: number[];
}

/** `late`: newer facts were here before it. `known`: nothing is to be done. */
export type Arrival = 'next' | 'late' | 'known';

export const unseen: Sighting = { last: 0, missing: [] };

/** Facts that have not come after this many newer ones are not waited for. */
const rememberedGaps = 100;

export function arrivalOf({ last, missing }: Sighting, version: number): Arrival {
  if (version > last) return 'next';
  return missing.includes(version) ? 'late' : 'known';
}

export function sighted({ last, missing }: Sighting, version: number): Sighting {
  if (version <= last) return { last, missing: missing.filter((gap) => gap !== version) };
  const skipped = Math.min(version - last - 1, rememberedGaps);
  const gaps = Array.from({ length: skipped }, (_, index) => version - skipped + index);
  return { last: version, missing: [...missing, ...gaps].slice(-rememberedGaps) };
}
