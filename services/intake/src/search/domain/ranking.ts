import { weights, places, type Place } from './entry.js';
import { blockSize, eachPosting } from './postings.js';

/** Tickets of a block that a search is about, each with what its match is worth. */
export interface BlockMatch {
  ordinal: number;
  score: number;
}

/** One thing that a ticket must have, in any of its forms: the exact term first, then those that begin with it. */
export interface Wanted {
  forms: readonly string[];
  rarity: number;
}

/** Tickets that came this many numbers ago count half of the newest one's bonus. */
const halfLife = 10_000;

const weightOf = Array.from({ length: 16 }, (_, mask) =>
  Math.max(0, ...(Object.keys(places) as Place[]).map((place) => (mask & places[place] ? weights[place] : 0))),
);

export const weightOfPlaces = (mask: number): number => weightOf[mask] ?? 0;

/** How much a term tells: what few of all tickets have tells more. */
export const rarityOf = (all: number, having: number): number => Math.log(1 + all / Math.max(1, having));

/** Score = sum over what is wanted (rarity × weight of the best place) × (1 + ½ · 2^(−age in numbers ÷ 10,000)). */
export const withAge = (score: number, ordinal: number, newest: number): number =>
  score * (1 + 0.5 * 2 ** (-Math.max(0, newest - ordinal) / halfLife));

const excluded = 255;

/**
 * Tickets of one block that have all that is wanted and nothing that is not.
 * @param postingsOf the postings of a term in this block
 */
export function matchesInBlock(
  block: number,
  wanted: readonly Wanted[],
  unwanted: readonly string[],
  postingsOf: (term: string) => Uint8Array | undefined,
): BlockMatch[] {
  const met = new Uint8Array(blockSize);
  const scores = new Float32Array(blockSize);
  for (const [index, { forms, rarity }] of wanted.entries()) {
    for (const form of forms) {
      const bytes = postingsOf(form);
      if (!bytes) continue;
      eachPosting(bytes, (offset, mask) => {
        if (met[offset] !== index) return;
        met[offset] = index + 1;
        scores[offset]! += rarity * weightOfPlaces(mask);
      });
    }
  }
  for (const term of unwanted) {
    const bytes = postingsOf(term);
    if (bytes) eachPosting(bytes, (offset) => (met[offset] = excluded));
  }
  const found: BlockMatch[] = [];
  for (let offset = 0; offset < blockSize; offset++) {
    if (met[offset] === wanted.length) found.push({ ordinal: block * blockSize + offset, score: scores[offset]! });
  }
  return found;
}

/** The best of many, best first; of equals the newest. Keeps no more than twice what is asked for. */
export class Best {
  private kept: BlockMatch[] = [];
  private least = -Infinity;
  count = 0;

  constructor(private readonly size: number) {}

  add(match: BlockMatch): void {
    this.count++;
    if (match.score < this.least) return;
    this.kept.push(match);
    if (this.kept.length >= this.size * 2 + 64) this.prune();
  }

  sorted(): BlockMatch[] {
    this.prune();
    return this.kept;
  }

  private prune(): void {
    this.kept.sort((a, b) => b.score - a.score || b.ordinal - a.ordinal);
    this.kept.length = Math.min(this.kept.length, this.size);
    if (this.kept.length === this.size) this.least = this.kept.at(-1)?.score ?? -Infinity;
  }
}
