import { isDeepStrictEqual } from 'node:util';
import type { Collection, Filter, OptionalUnlessRequiredId, WithoutId } from 'mongodb';
import { Problem } from '@deskbeat/contracts';
import { currentTraceparent } from '@deskbeat/messaging';
import { numbered, type AggregateDocument, type Change, type Fact, type Origin, type Revision } from './aggregate.js';
import { duplicateKeyOf, onlyDuplicates } from './duplicate-key.js';
import type { OutboxRelay } from './outbox-relay.js';

/** How often a decision is taken again when somebody else was faster. */
const attempts = 12;

const sameState = <D extends AggregateDocument>({ _id, version, touched }: D): Filter<D> =>
  ({ _id, version, touched: touched ?? null }) as unknown as Filter<D>;

function withoutId<D extends AggregateDocument>({ _id, ...rest }: D): WithoutId<D> {
  return rest as unknown as WithoutId<D>;
}

function withoutOutbox<D extends AggregateDocument>(document: D | undefined): object | undefined {
  if (!document) return undefined;
  const { outbox: _, ...rest } = document;
  return rest;
}

/**
 * Loads and saves aggregates. State, version and events are one atomic single-document write; the relay publishes the
 * events afterwards (docs/adr/0001-outbox-in-the-document.md).
 */
export class AggregateStore<D extends AggregateDocument> {
  constructor(
    private readonly entity: string,
    private readonly documents: Collection<D>,
    private readonly relay: OutboxRelay<D>,
  ) {}

  async load(id: string): Promise<D | undefined> {
    return ((await this.documents.findOne({ _id: id } as Filter<D>)) as D | null) ?? undefined;
  }

  /** @throws Problem `not-found` */
  async need(id: string): Promise<D> {
    const found = await this.load(id);
    if (!found) throw new Problem('not-found', { context: { entity: this.entity, id } });
    return found;
  }

  /**
   * Writes the first state of an aggregate.
   * @returns the document, or the name of the unique index that refused it
   */
  async create(
    state: Omit<D, 'version' | 'outbox'>,
    facts: readonly Fact[],
    origin: Origin,
  ): Promise<{ created: D } | { refusedBy: string }> {
    const outbox = numbered(this.entity, state._id, 0, facts, origin, currentTraceparent());
    const document = { ...state, version: facts.length, ...(outbox.length > 0 && { outbox }) } as D;
    try {
      await this.documents.insertOne(document as OptionalUnlessRequiredId<D>);
    } catch (error) {
      const refusedBy = duplicateKeyOf(error);
      if (!refusedBy) throw error;
      return { refusedBy };
    }
    this.relay.offer(document);
    return { created: document };
  }

  /**
   * Writes a revision of the state that was loaded.
   * @throws Problem `version-conflict` when somebody else wrote meanwhile
   */
  async save(before: D, revision: Revision<D>, origin: Origin): Promise<D> {
    const saved = await this.trySave(before, revision, origin);
    if (!saved) throw await this.conflict(before);
    return saved;
  }

  /**
   * Loads, decides and saves, and decides again on the newer state when somebody else wrote meanwhile.
   * @param decide pure; `undefined` when there is nothing to do
   * @returns the aggregate as it is afterwards
   * @throws Problem `not-found`, or what `decide` throws
   */
  async revise(id: string, origin: Origin, decide: (current: D) => Revision<D> | undefined): Promise<D> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const current = await this.need(id);
      const revision = decide(current);
      if (!revision) return current;
      const saved = await this.trySave(current, revision, origin);
      if (saved) return saved;
    }
    throw new Problem('overloaded', { detail: 'too many changes at once', context: { entity: this.entity, id } });
  }

  /**
   * Writes first states that tell no facts, all in one round trip. Those that exist already stay as they are.
   */
  async createMany(states: readonly Omit<D, 'version' | 'touched' | 'outbox'>[]): Promise<void> {
    if (states.length === 0) return;
    const documents = states.map((state) => ({ ...state, version: 0 }) as unknown as OptionalUnlessRequiredId<D>);
    try {
      await this.documents.insertMany(documents, { ordered: false });
    } catch (error) {
      if (!onlyDuplicates(error)) throw error;
    }
  }

  /**
   * Writes revisions of several aggregates in one round trip; each is written or refused by itself.
   * @returns those that are as decided, and the ids of those that somebody else wrote meanwhile
   */
  async saveMany(changes: readonly Change<D>[]): Promise<{ saved: D[]; refused: string[] }> {
    if (changes.length === 0) return { saved: [], refused: [] };
    const afters = changes.map((change) => this.after(change));
    const operations = changes.map(({ before }, index) => ({
      replaceOne: { filter: sameState(before), replacement: withoutId(afters[index]!) },
    }));
    const { matchedCount } = await this.documents.bulkWrite(operations, { ordered: false });
    const saved = matchedCount === changes.length ? afters : await this.storedOf(afters);
    for (const document of saved) this.relay.offer(document);
    const ids = new Set(saved.map(({ _id }) => _id));
    return { saved, refused: afters.filter(({ _id }) => !ids.has(_id)).map(({ _id }) => _id) };
  }

  private async trySave(before: D, revision: Revision<D>, origin: Origin): Promise<D | undefined> {
    const after = this.after({ before, revision, origin });
    const { matchedCount } = await this.documents.replaceOne(sameState(before), withoutId(after));
    if (matchedCount === 0) return undefined;
    this.relay.offer(after);
    return after;
  }

  private after({ before, revision: { next, facts }, origin }: Change<D>): D {
    const traceparent = origin.traceparent ?? currentTraceparent();
    const events = numbered(this.entity, before._id, before.version, facts, origin, traceparent);
    const outbox = [...(before.outbox ?? []), ...events];
    return {
      ...(next as object),
      _id: before._id,
      version: before.version + events.length,
      ...(events.length === 0 && { touched: (before.touched ?? 0) + 1 }),
      ...(outbox.length > 0 && { outbox }),
    } as unknown as D;
  }

  /** Which of these states are in the store: a write may have been repeated by the driver, and then matches nothing. */
  private async storedOf(afters: D[]): Promise<D[]> {
    const ids = afters.map(({ _id }) => _id);
    const found = (await this.documents.find({ _id: { $in: ids } } as Filter<D>).toArray()) as D[];
    const stored = new Map(found.map((document) => [document._id, document]));
    return afters.filter((after) => isDeepStrictEqual(withoutOutbox(after), withoutOutbox(stored.get(after._id))));
  }

  private async conflict({ _id }: D): Promise<Problem> {
    const now = await this.load(_id);
    if (!now) return new Problem('not-found', { context: { entity: this.entity, id: _id } });
    return new Problem('version-conflict', { context: { currentVersion: now.version } });
  }
}
