import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { Problem, problemOf, rulesChanged } from '@deskbeat/contracts';
import {
  aggregateSchema,
  collectionOf,
  fact,
  onlyDuplicates,
  type AggregateDocument,
  type AggregateStore,
  type Journal,
  type JournalEntry,
  type Origin,
} from '@deskbeat/persistence';
import type { Edit } from '../domain/edits.js';
import type { Rules } from '../domain/rules.js';

type Content = Omit<Rules, 'edition'>;
/** The rules of now; its version is their edition. */
export type RulesDocument = AggregateDocument & Content;
/** The rules as they were; `_id` is the edition. */
export type EditionDocument = Content & { _id: number };

const { Mixed } = Schema.Types;

export const rulesSchema = aggregateSchema<RulesDocument>({ policies: Mixed, calendars: Mixed, watched: [String] });
export const editionSchema = new Schema<EditionDocument>(
  { _id: Number, policies: Mixed, calendars: Mixed, watched: [String] } as never,
  { versionKey: false, minimize: false },
);

const rulesId = 'rules';
const attempts = 8;

const contentOf = ({ policies, calendars, watched }: Content): Content => ({ policies, calendars, watched });

export class RulesStore {
  private readonly editions: Collection<EditionDocument>;

  constructor(
    private readonly aggregates: AggregateStore<RulesDocument>,
    private readonly journal: Journal,
    model: Model<EditionDocument>,
  ) {
    this.editions = collectionOf(model);
  }

  /** The store with its first rules, if there are none. */
  static async seeded(
    aggregates: AggregateStore<RulesDocument>,
    journal: Journal,
    model: Model<EditionDocument>,
    rules: Rules,
    at: Date,
  ): Promise<RulesStore> {
    const first = fact(rulesChanged, { what: 'policy', id: 'default', change: 'created', edition: 1 });
    const origin = { actor: { kind: 'system', id: 'sla' } as const, at };
    await aggregates.create({ _id: rulesId, ...contentOf(rules) }, [first], origin);
    return new RulesStore(aggregates, journal, model);
  }

  async current(): Promise<Rules> {
    return rulesOf(await this.aggregates.need(rulesId));
  }

  /** @throws Problem `not-found` for an edition that never was */
  async edition(edition: number): Promise<Rules> {
    const stored = await this.editions.findOne({ _id: edition });
    if (stored) return { edition, ...contentOf(stored) };
    const current = await this.current();
    if (current.edition === edition) return current;
    throw new Problem('not-found', { context: { entity: 'edition', id: edition } });
  }

  /** What changed after an edition, oldest first. */
  changesAfter(edition: number, limit: number): Promise<JournalEntry[]> {
    return this.journal.of(rulesId, edition, limit);
  }

  /** Changes the rules; the edition before is kept first, so that clocks that count by it always find it. */
  async edit(origin: Origin, decide: (rules: Rules) => Edit): Promise<Rules> {
    for (let attempt = 1; ; attempt++) {
      const before = await this.aggregates.need(rulesId);
      const { next, change } = decide(rulesOf(before));
      await this.keep(before);
      const changed = fact(rulesChanged, { ...change, edition: before.version + 1 });
      try {
        return rulesOf(await this.aggregates.save(before, { next: contentOf(next), facts: [changed] }, origin));
      } catch (error) {
        if (problemOf(error).code !== 'version-conflict' || attempt === attempts) throw error;
      }
    }
  }

  private async keep(rules: RulesDocument): Promise<void> {
    try {
      await this.editions.insertOne({ _id: rules.version, ...contentOf(rules) });
    } catch (error) {
      if (!onlyDuplicates(error)) throw error;
    }
  }
}

const rulesOf = (document: RulesDocument): Rules => ({ edition: document.version, ...contentOf(document) });
