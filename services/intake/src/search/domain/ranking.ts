import { weights, places, type Place } from './entry.js';
import { blockSize, PostingList } from './postings.js';

/** A ticket and what its match is worth. */
export interface Match {
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

const excluded = 65_535;

/** What is looked for in one block. */
export interface BlockQuery {
  wanted: readonly Wanted[];
  unwanted: readonly string[];
  /** Offsets of tickets that are not to be found here. */
  without: readonly number[];
  /** Offsets of the only tickets that may be found here. */
  only?: readonly number[];
  /** The postings of a term in this block. */
  postingsOf: (term: string) => Uint8Array | undefined;
}

/** One block is looked at after the other: room for what is known of its tickets. */
const met = new Uint16Array(blockSize);
const scores = new Float32Array(blockSize);
const list = new PostingList();

/** Calls back for the tickets of one block that have all that is wanted and nothing that is not, the newest first. */
export function eachMatch(query: BlockQuery, visit: (offset: number, score: number) => void): void {
  const { wanted, unwanted, without, only, postingsOf } = query;
  if (wanted.some(({ forms }) => !forms.some(postingsOf))) return;
  met.fill(only ? excluded : 0);
  scores.fill(0);
  for (const offset of only ?? []) met[offset] = 0;
  wanted.forEach(({ forms, rarity }, index) => {
    for (const form of forms) count(postingsOf(form), index, rarity);
  });
  for (const term of unwanted) exclude(postingsOf(term));
  for (const offset of without) met[offset] = excluded;
  for (let offset = blockSize - 1; offset >= 0; offset--) {
    if (met[offset] === wanted.length) visit(offset, scores[offset]!);
  }
}

/** What has all that was wanted before has this as well, by the first of its forms. */
function count(bytes: Uint8Array | undefined, before: number, rarity: number): void {
  if (!bytes) return;
  const { offsets, masks, count: length } = list.read(bytes);
  for (let index = 0; index < length; index++) {
    const offset = offsets[index]!;
    if (met[offset] !== before) continue;
    met[offset] = before + 1;
    scores[offset]! += rarity * weightOfPlaces(masks[index]!);
  }
}

function exclude(bytes: Uint8Array | undefined): void {
  if (!bytes) return;
  const { offsets, count: length } = list.read(bytes);
  for (let index = 0; index < length; index++) met[offsets[index]!] = excluded;
}

/** The best of many, best first; of equals the newest. Keeps no more than twice what is asked for. */
export class Best {
  private kept: Match[] = [];
  private least = -Infinity;
  count = 0;

  constructor(private readonly size: number) {}

  /** Whether a match that is worth no more than this is counted only. */
  isTooLittle(score: number): boolean {
    return score < this.least;
  }

  add(ordinal: number, score: number): void {
    this.count++;
    if (this.isTooLittle(score)) return;
    this.kept.push({ ordinal, score });
    if (this.kept.length >= this.size * 2 + 64) this.prune();
  }

  sorted(): Match[] {
    this.prune();
    return this.kept;
  }

  private prune(): void {
    this.kept.sort((a, b) => b.score - a.score || b.ordinal - a.ordinal);
    this.kept.length = Math.min(this.kept.length, this.size);
    if (this.kept.length === this.size) this.least = this.kept.at(-1)?.score ?? -Infinity;
  }
}
