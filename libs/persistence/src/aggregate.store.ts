import type { Collection, Filter, OptionalUnlessRequiredId, WithoutId } from 'mongodb';
import { Problem } from '@deskbeat/contracts';
import { currentTraceparent } from '@deskbeat/messaging';
import { numbered, type AggregateDocument, type Fact, type Origin, type Revision } from './aggregate.js';
import { duplicateKeyOf } from './duplicate-key.js';
import type { OutboxRelay } from './outbox-relay.js';

/** How often a decision is taken again when somebody else was faster. */
const attempts = 12;

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
  async save(before: D, { next, facts }: Revision<D>, origin: Origin): Promise<D> {
    const saved = await this.trySave(before, { next, facts }, origin);
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

  private async trySave(before: D, { next, facts }: Revision<D>, origin: Origin): Promise<D | undefined> {
    const events = numbered(this.entity, before._id, before.version, facts, origin, currentTraceparent());
    const after = {
      ...next,
      _id: before._id,
      version: before.version + events.length,
      outbox: [...(before.outbox ?? []), ...events],
    } as unknown as D;
    const { _id, ...replacement } = after;
    const { matchedCount } = await this.documents.replaceOne(
      { _id, version: before.version } as Filter<D>,
      replacement as unknown as WithoutId<D>,
    );
    if (matchedCount === 0) return undefined;
    this.relay.offer(after);
    return after;
  }

  private async conflict({ _id }: D): Promise<Problem> {
    const now = await this.load(_id);
    if (!now) return new Problem('not-found', { context: { entity: this.entity, id: _id } });
    return new Problem('version-conflict', { context: { currentVersion: now.version } });
  }
}
