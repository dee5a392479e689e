import { Injectable } from '@nestjs/common';
import type { TermPlaces } from './domain/entry.js';
import type { Need, Plan } from './domain/plan.js';
import { blockOf, blockSize, placeIn } from './domain/postings.js';
import { Best, eachMatch, rarityOf, weightOfPlaces, withAge, type Wanted } from './domain/ranking.js';
import { RecentEntries } from './recent-entries.js';
import { SearchStore, type Block } from './search.store.js';

/** Words that a beginning stands for: the most frequent ones. */
const mostForms = 20;
const mostBeginning = 400;

type Recent = ReadonlyMap<number, { terms: TermPlaces }>;

export interface Matching {
  /** Digits of the tickets' numbers, the best first. */
  ordinals: number[];
  count: number;
  isMatch: (term: string) => boolean;
}

/** Which tickets have what is looked for, by the postings and by the entries that are not in them yet. */
@Injectable()
export class Matcher {
  constructor(
    private readonly store: SearchStore,
    private readonly recent: RecentEntries,
  ) {}

  /**
   * @param size how many of the best are wanted; all are counted
   * @param allowed only these, by the digits of their numbers
   */
  async match(
    { needs, unwanted }: Plan,
    size: number,
    order: 'relevance' | 'newest',
    allowed?: ReadonlySet<number>,
  ): Promise<Matching> {
    // What was merged in between is found twice, not never.
    const recent = await this.recent.all();
    const extent = await this.store.extent();
    const forms = await Promise.all(needs.map((need) => this.formsOf(need, extent.newest, recent)));
    const blocks = await this.store.blocks([...new Set([...forms.flat(), ...unwanted])], extent);
    const newest = Math.max(extent.newest, ...recent.keys());
    const all = Math.max(1, newest - firstNumber);
    const wanted = forms.map((some): Wanted => ({ forms: some, rarity: rarityOf(all, having(some, blocks, recent)) }));
    const best = new Best(size);
    /** @param most what a match of 1 can be worth there at the most, so that the hopeless cost no power of two */
    const add = (ordinal: number, score: number, most: number): void => {
      if (order === 'newest') best.add(ordinal, ordinal);
      else if (best.isTooLittle(score * most)) best.count++;
      else best.add(ordinal, withAge(score, ordinal, newest));
    };
    for (const [ordinal, { terms }] of recent) {
      if (allowed && !allowed.has(ordinal)) continue;
      const score = scoreOf(terms, wanted, unwanted);
      if (score !== undefined) add(ordinal, score, withAge(1, newest, newest));
    }
    for (const [block, { bytes }] of [...blocks.entries()].reverse()) {
      const first = block * blockSize;
      const most = withAge(1, first + blockSize, newest);
      const inBlock = (ordinals: Iterable<number>): number[] =>
        [...ordinals].filter((ordinal) => blockOf(ordinal) === block).map(placeIn);
      const [without, only] = [inBlock(recent.keys()), allowed && inBlock(allowed)];
      const query = { wanted, unwanted, without, only, postingsOf: (term: string) => bytes.get(term) };
      eachMatch(query, (offset, score) => add(first + offset, score, most));
    }
    const terms = new Set(forms.flat());
    const isMatch = (term: string): boolean => terms.has(term);
    return { ordinals: best.sorted().map(({ ordinal }) => ordinal), count: best.count, isMatch };
  }

  private async formsOf(need: Need, merged: number, recent: Recent): Promise<string[]> {
    if ('forms' in need) return need.forms;
    const { beginning } = need;
    const last = blockOf(merged);
    const counts = new Map<string, number>();
    const add = (term: string, count: number) => counts.set(term, (counts.get(term) ?? 0) + count);
    // What people write about changes slowly: the newest tickets say which words there are.
    for (let block = last; block >= Math.max(0, last - 1) && counts.size < mostForms; block--) {
      (await this.store.beginning(beginning, block, mostBeginning)).forEach((count, term) => add(term, count));
    }
    for (const { terms } of recent.values()) {
      for (const term of terms.keys()) if (term.startsWith(beginning)) add(term, 1);
    }
    counts.delete(beginning);
    const frequent = [...counts].sort(([, a], [, b]) => b - a).slice(0, mostForms);
    return [beginning, ...frequent.map(([term]) => term)];
  }
}

const firstNumber = 10_000;

function having(forms: readonly string[], blocks: readonly Block[], recent: Recent): number {
  let count = 0;
  for (const form of forms) {
    for (const block of blocks) count += block.count.get(form) ?? 0;
    for (const { terms } of recent.values()) if (terms.has(form)) count++;
  }
  return count;
}

function scoreOf(terms: TermPlaces, wanted: readonly Wanted[], unwanted: readonly string[]): number | undefined {
  let score = 0;
  for (const { forms, rarity } of wanted) {
    const form = forms.find((one) => terms.has(one));
    if (form === undefined) return undefined;
    score += rarity * weightOfPlaces(terms.get(form)!);
  }
  return unwanted.some((term) => terms.has(term)) ? undefined : score;
}
