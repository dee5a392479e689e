import type { Collection, Filter, OptionalUnlessRequiredId, WithoutId } from 'mongodb';
import { Problem } from '@deskbeat/contracts';
import { currentTraceparent } from '@deskbeat/messaging';
import { numbered, type AggregateDocument, type Change, type Fact, type Origin, type Revision } from './aggregate.js';
import { onlyDuplicates, refusalsIn } from './duplicate-key.js';
import { Gather } from './gather.js';
import type { OutboxRelay } from './outbox-relay.js';
import type { RecentStates } from './recent-states.js';
import { newStamp, sameState, stampsAfter } from './stamps.js';

/** How often a decision is taken again when somebody else was faster. */
const attempts = 12;

type Inserted<D> = { created: D } | { refusedBy: string };

function withoutId<D extends AggregateDocument>({ _id, ...rest }: D): WithoutId<D> {
  return rest as unknown as WithoutId<D>;
}

function unlessRefused<T>(decide: () => T): T | undefined {
  try {
    return decide();
  } catch {
    return undefined;
  }
}

/**
 * Loads and saves aggregates. State, version and events are one atomic single-document write; the relay publishes the
 * events afterwards (docs/adr/0001-outbox-in-the-document.md).
 */
export class AggregateStore<D extends AggregateDocument> {
  /** Concurrent work is done in few round trips: under load that is most of what a write costs. */
  private readonly loads = new Gather<string, D | undefined>((ids) => this.loadMany(ids));
  private readonly inserts = new Gather<D, Inserted<D> | { failed: unknown }>((documents) =>
    this.insertMany(documents),
  );
  private readonly saves = new Gather<Change<D>, D | undefined>(async (changes) => {
    const { saved } = await this.saveMany(changes);
    const byId = new Map(saved.map((document) => [document._id, document]));
    return changes.map(({ before }) => byId.get(before._id));
  });

  constructor(
    private readonly entity: string,
    private readonly documents: Collection<D>,
    private readonly relay: OutboxRelay<D>,
    /** Only where every change of a document is a new version of it. */
    private readonly recent?: RecentStates<D>,
  ) {}

  load(id: string): Promise<D | undefined> {
    return this.loads.add(id);
  }

  /** @throws Problem `not-found` */
  async need(id: string): Promise<D> {
    const found = await this.load(id);
    if (!found) throw new Problem('not-found', { context: { entity: this.entity, id } });
    return found;
  }

  /** A state of at least a version, as it is or was seconds ago, where it is known without a read. */
  recentSince(id: string, version: number): D | undefined {
    const recent = this.recent?.get(id);
    return recent && recent.version >= version ? recent : undefined;
  }

  /**
   * Writes the first state of an aggregate.
   * @returns the document, or the name of the unique index that refused it
   */
  async create(state: Omit<D, 'version' | 'outbox'>, facts: readonly Fact[], origin: Origin): Promise<Inserted<D>> {
    const outbox = numbered(this.entity, state._id, 0, facts, origin, currentTraceparent());
    const document = { ...state, version: facts.length, ...(outbox.length > 0 && { outbox }) } as D;
    const outcome = await this.inserts.add(document);
    if ('failed' in outcome) throw outcome.failed;
    return outcome;
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
   * @param decide pure, may be asked again; `undefined` when there is nothing to do
   * @returns the aggregate as it is afterwards
   * @throws Problem `not-found`, or what `decide` throws
   */
  async revise(id: string, origin: Origin, decide: (current: D) => Revision<D> | undefined): Promise<D> {
    const done = await this.reviseRecent(id, origin, decide);
    if (done) return done;
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
  async createMany(states: readonly Omit<D, 'version' | 'stamp' | 'past' | 'outbox'>[]): Promise<void> {
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
    for (const document of saved) this.written(document);
    const ids = new Set(saved.map(({ _id }) => _id));
    return { saved, refused: afters.filter(({ _id }) => !ids.has(_id)).map(({ _id }) => _id) };
  }

  private written(document: D): void {
    this.relay.offer(document);
    this.recent?.keep(document);
  }

  /** Spares the read. Only what can be saved counts: refusals and nothing to do are decided on what is stored. */
  private async reviseRecent(
    id: string,
    origin: Origin,
    decide: (current: D) => Revision<D> | undefined,
  ): Promise<D | undefined> {
    const recent = this.recent?.get(id);
    const revision = recent && unlessRefused(() => decide(recent));
    if (!revision) return undefined;
    const saved = await this.trySave(recent, revision, origin);
    if (!saved) this.recent!.refuse(recent);
    return saved;
  }

  private async trySave(before: D, revision: Revision<D>, origin: Origin): Promise<D | undefined> {
    const traced = { traceparent: currentTraceparent(), ...origin };
    return this.saves.add({ before, revision, origin: traced, stamp: newStamp() }, before._id);
  }

  private async loadMany(ids: string[]): Promise<(D | undefined)[]> {
    const filter = { _id: ids.length === 1 ? ids[0] : { $in: [...new Set(ids)] } } as Filter<D>;
    const found = (await this.documents.find(filter).toArray()) as D[];
    const byId = new Map(found.map((document) => [document._id, document]));
    return ids.map((id) => byId.get(id));
  }

  /** One that fails does not fail the others: they are written, and would be refused a second time as their own doubles. */
  private async insertMany(documents: D[]): Promise<(Inserted<D> | { failed: unknown })[]> {
    const refusals = await this.documents
      .insertMany(documents as OptionalUnlessRequiredId<D>[], { ordered: false })
      .then((): ReturnType<typeof refusalsIn> => new Map(), refusalsIn);
    return documents.map((document, index) => {
      const refusal = refusals.get(index);
      if (refusal) return refusal;
      this.written(document);
      return { created: document };
    });
  }

  private after({ before, revision: { next, facts }, origin, stamp = newStamp() }: Change<D>): D {
    const traceparent = origin.traceparent ?? currentTraceparent();
    const events = numbered(this.entity, before._id, before.version, facts, origin, traceparent);
    const outbox = [...(before.outbox ?? []).filter((event) => !this.relay.isSettled(event)), ...events];
    return {
      ...(next as object),
      _id: before._id,
      version: before.version + events.length,
      ...stampsAfter(before, stamp),
      ...(outbox.length > 0 && { outbox }),
    } as unknown as D;
  }

  /** Which of these states are in the store, when it wrote fewer than it was given. */
  private async storedOf(afters: D[]): Promise<D[]> {
    const filter = { _id: { $in: afters.map(({ _id }) => _id) } } as Filter<D>;
    const found = (await this.documents.find(filter, { projection: { stamp: 1, past: 1 } }).toArray()) as D[];
    const stored = new Set(found.flatMap(({ stamp, past = [] }) => [stamp, ...past]));
    return afters.filter(({ stamp }) => stored.has(stamp!));
  }

  private async conflict({ _id }: D): Promise<Problem> {
    const now = await this.load(_id);
    if (!now) return new Problem('not-found', { context: { entity: this.entity, id: _id } });
    return new Problem('version-conflict', { context: { currentVersion: now.version } });
  }
}
