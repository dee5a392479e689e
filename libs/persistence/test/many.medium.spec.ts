import { randomUUID } from 'node:crypto';
import { MongoClient, type Collection } from 'mongodb';
import type { EventPublisher } from '@deskbeat/messaging';
import { startStore, type Store } from '@deskbeat/testing';
import { AggregateStore, OutboxRelay, type AggregateDocument, type JournalEntry, type Revision } from '../src/index.js';

type Lamp = AggregateDocument & ({ is: 'off' } | { is: 'on'; by: string });

const origin = { actor: { kind: 'system' as const, id: 'test' }, at: new Date('2026-01-05T08:00:00Z') };
const on = (by: string): Revision<Lamp> => ({
  next: { is: 'on', by },
  facts: [{ subject: 'evt.lamp.lit.v1', data: { by } }],
});

describe('many aggregates at once', () => {
  let store: Store;
  let client: MongoClient;
  let documents: Collection<Lamp>;
  let lamps: AggregateStore<Lamp>;

  beforeAll(async () => {
    store = await startStore();
    client = await MongoClient.connect(store.uriOf('many'));
  });
  afterAll(async () => {
    await client.close();
    await store.stop();
  });
  beforeEach(() => {
    const name = randomUUID();
    documents = client.db().collection(name);
    const journal = client.db().collection<JournalEntry>(`${name}_journal`);
    const publisher = { publish: () => new Promise<void>(() => undefined) } as unknown as EventPublisher;
    lamps = new AggregateStore('lamp', documents, new OutboxRelay('lamp', documents, journal, publisher));
  });

  const off = async (...ids: string[]): Promise<Lamp[]> => {
    await lamps.createMany(ids.map((_id) => ({ _id, is: 'off' as const })));
    return documents.find({ _id: { $in: ids } }).toArray();
  };

  it('are created where they are missing, and stay as they are where not', async () => {
    const [a] = await off('a');
    await lamps.save(a!, on('ana'), origin);
    await lamps.createMany([
      { _id: 'a', is: 'off' },
      { _id: 'b', is: 'off' },
    ]);
    const all = await documents.find().sort({ _id: 1 }).toArray();
    expect(all.map(({ _id, is, version }) => [_id, is, version])).toEqual([
      ['a', 'on', 1],
      ['b', 'off', 0],
    ]);
  });

  it('are saved with their events, each by itself: one that changed meanwhile is refused', async () => {
    const before = await off('a', 'b', 'c');
    await lamps.save(before[1]!, on('somebody faster'), origin);
    const { saved, refused } = await lamps.saveMany(
      before.map((lamp) => ({
        before: lamp,
        revision: on('ana'),
        origin: { ...origin, traceparent: `of ${lamp._id}` },
      })),
    );
    expect([saved.map(({ _id }) => _id), refused]).toEqual([['a', 'c'], ['b']]);
    expect(await documents.findOne({ _id: 'c' })).toMatchObject({
      _id: 'c',
      is: 'on',
      by: 'ana',
      version: 1,
      outbox: [
        {
          id: 'lamp:c:1',
          subject: 'evt.lamp.lit.v1',
          version: 1,
          ...origin,
          data: { by: 'ana' },
          traceparent: 'of c',
        },
      ],
    });
  });

  it('count as saved when the driver had to send the same write twice', async () => {
    const [before] = await off('a');
    const bulkWrite: typeof documents.bulkWrite = async (operations, options) => {
      await Object.getPrototypeOf(documents).bulkWrite.call(documents, operations, options);
      return Object.getPrototypeOf(documents).bulkWrite.call(documents, operations, options);
    };
    Object.assign(documents, { bulkWrite });
    const change = { before: before!, revision: on('ana'), origin };
    expect(await lamps.saveMany([change])).toMatchObject({ saved: [{ _id: 'a' }], refused: [] });
  });

  it('count as saved when somebody else wrote again before they could look', async () => {
    const [before] = await off('a');
    const prototype = Object.getPrototypeOf(documents) as typeof documents;
    const bulkWrite: typeof documents.bulkWrite = async (operations, options) => {
      const result = await prototype.bulkWrite.call(documents, operations, options);
      Object.assign(documents, { bulkWrite: prototype.bulkWrite });
      await lamps.revise('a', origin, () => on('ben'));
      return { ...result, matchedCount: 0 } as typeof result;
    };
    Object.assign(documents, { bulkWrite });
    const change = { before: before!, revision: on('ana'), origin };
    expect(await lamps.saveMany([change])).toMatchObject({ saved: [{ _id: 'a', by: 'ana' }], refused: [] });
  });

  it('count as refused when somebody else decided the very same at the very same time', async () => {
    const [before] = await off('a');
    const change = { before: before!, revision: on('ana'), origin };
    await lamps.saveMany([change]);
    expect(await lamps.saveMany([change])).toEqual({ saved: [], refused: ['a'] });
  });

  it('can change without an event, and nobody overwrites that unseen', async () => {
    const [before] = await off('a');
    const silent: Revision<Lamp> = { next: { is: 'on', by: 'ana' }, facts: [] };
    const after = await lamps.save(before!, silent, origin);
    expect(await documents.findOne({ _id: 'a' })).toMatchObject({ is: 'on', by: 'ana', version: 0 });
    expect(await lamps.saveMany([{ before: before!, revision: on('ben'), origin }])).toEqual({
      saved: [],
      refused: ['a'],
    });
    await expect(lamps.save(before!, on('ben'), origin)).rejects.toMatchObject({ code: 'version-conflict' });
    expect(await lamps.save(after, on('ben'), origin)).toMatchObject({ by: 'ben', version: 1 });
  });
});
