import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getModelToken } from '@nestjs/mongoose';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Collection } from 'mongodb';
import type { Model } from 'mongoose';
import { ticketNoted, type Event } from '@deskbeat/contracts';
import { connectBus, eventsStream, MessagingModule } from '@deskbeat/messaging';
import { eventually, startBus, startStore, type Bus, type Store } from '@deskbeat/testing';
import {
  aggregateSchema,
  aggregateToken,
  collectionOf,
  fact,
  type Journal,
  journalToken,
  PersistenceModule,
  AggregateStore,
  relayToken,
  type AggregateDocument,
  type JournalEntry,
  type Origin,
  type Revision,
} from '../src/index.js';

interface Pad extends AggregateDocument {
  notes: number;
  key?: string;
}

const padSchema = aggregateSchema<Pad>({ notes: Number, key: String });
padSchema.index({ key: 1 }, { unique: true, sparse: true, name: 'key' });
const origin: Origin = { actor: { kind: 'person', id: 'ana' }, at: new Date('2026-01-05T09:00:00Z') };
const noteOn = ({ notes, key }: Pad, text = 'secret words'): Revision<Pad> => ({
  next: { notes: notes + 1, ...(key && { key }) },
  facts: [fact(ticketNoted, { length: text.length }, text)],
});

let bus: Bus;
let store: Store;
let app: INestApplicationContext;
let connection: NatsConnection;
let manager: JetStreamManager;
let pads: AggregateStore<Pad>;
/** As of another process. */
let others: AggregateStore<Pad>;
let documents: Collection<Pad>;
let journal: Collection<JournalEntry>;

const inStream = async (aggregateId: string): Promise<Event[]> => {
  const { state } = await manager.streams.info(eventsStream);
  const found: Event[] = [];
  for (let seq = state.first_seq; seq <= state.last_seq && seq > 0; seq++) {
    const message = await manager.streams.getMessage(eventsStream, { seq });
    const event = message!.json<Event>();
    if (event.aggregateId === aggregateId) found.push(event);
  }
  return found;
};
const versions = (events: { version: number }[]): number[] => events.map(({ version }) => version);
const isRelayed = (id: string): Promise<unknown> =>
  eventually(async () => expect(await documents.findOne({ _id: id })).not.toHaveProperty('outbox'), {
    timeout: 20_000,
  });

beforeAll(async () => {
  [bus, store] = await Promise.all([startBus(), startStore()]);
  @Module({
    imports: [
      MessagingModule.forService('pads', bus.url),
      PersistenceModule.forService('pads', store.uri, `${store.prefix}_`),
      PersistenceModule.forFeature([
        { name: 'Pad', entity: 'pad', versioned: true, schema: padSchema, collection: 'pads' },
      ]),
    ],
  })
  class PadsModule {}
  app = await NestFactory.createApplicationContext(PadsModule, { logger: false });
  connection = await connectBus(bus.url, 'test');
  manager = await jetstreamManager(connection);
  pads = app.get<AggregateStore<Pad>>(aggregateToken('pad'), { strict: false });
  documents = collectionOf(app.get<Model<Pad>>(getModelToken('Pad'), { strict: false }));
  others = new AggregateStore('pad', documents, app.get(relayToken('pad'), { strict: false }));
  journal = collectionOf(app.get<Model<JournalEntry>>(getModelToken('PadJournal'), { strict: false }));
}, 60_000);
afterAll(async () => {
  await app?.close();
  await connection?.close();
  await Promise.all([bus?.stop(), store?.stop()]);
});

describe('an aggregate', () => {
  it('is written with its event at once; the event is published, journalled and taken out of the outbox', async () => {
    await pads.create({ _id: 'one', notes: 1 }, [fact(ticketNoted, { length: 12 }, 'secret words')], origin);
    await isRelayed('one');
    const expected = { id: 'pad:one:1', subject: ticketNoted.subject, aggregateId: 'one', version: 1 };
    expect(await inStream('one')).toEqual([
      { ...expected, at: '2026-01-05T09:00:00.000Z', actor: origin.actor, data: { length: 12 } },
    ]);
    expect(await journal.find({ aggregateId: 'one' }).toArray()).toMatchObject([
      { _id: 'pad:one:1', version: 1, text: 'secret words' },
    ]);
  });

  it('refuses a second one with the same unique key, and names the key', async () => {
    await pads.create({ _id: 'first', notes: 0, key: 'k' }, [], origin);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, i) => pads.create({ _id: `again-${i}`, notes: 0, key: 'k' }, [], origin)),
    );
    expect(outcomes).toEqual(Array.from({ length: 10 }, () => ({ refusedBy: 'key' })));
  });

  it('is left alone, and refused, only as it is stored', async () => {
    const isSecond = (pad: Pad): Revision<Pad> | undefined => (pad.notes === 1 ? noteOn(pad) : undefined);
    const needsSecond = (pad: Pad): Revision<Pad> => {
      if (pad.notes !== 1) throw new Error('not yet');
      return noteOn(pad);
    };
    for (const [id, decide] of [['passed', isSecond] as const, ['allowed', needsSecond] as const]) {
      await pads.create({ _id: id, notes: 0 }, [], origin);
      await others.revise(id, origin, noteOn);
      expect((await pads.revise(id, origin, decide)).notes).toBe(2);
    }
  });

  it('is decided on as it was written last, and anew as it is stored when another process wrote since', async () => {
    await pads.create({ _id: 'shared', notes: 0 }, [], origin);
    const seen: number[] = [];
    const note = (pad: Pad): Revision<Pad> => {
      seen.push(pad.notes);
      return noteOn(pad);
    };
    await pads.revise('shared', origin, note);
    await others.revise('shared', origin, noteOn);
    await pads.revise('shared', origin, note);
    expect([(await pads.need('shared')).notes, seen]).toEqual([3, [0, 1, 2]]);
  });

  it('takes 20 decisions at once without losing one, its versions without a gap', async () => {
    await pads.create({ _id: 'busy', notes: 0 }, [], origin);
    await Promise.all(Array.from({ length: 10 }, () => pads.revise('busy', origin, (pad) => noteOn(pad))));
    await Promise.all(Array.from({ length: 10 }, () => pads.revise('busy', origin, (pad) => noteOn(pad))));
    await isRelayed('busy');
    const all = Array.from({ length: 20 }, (_, i) => i + 1);
    expect([(await pads.need('busy')).notes, versions(await inStream('busy'))]).toEqual([20, all]);
    expect(versions(await journal.find({ aggregateId: 'busy' }).sort({ version: 1 }).toArray())).toEqual(all);
  });

  it('refuses a revision of a state that is not the newest', async () => {
    await pads.create({ _id: 'stale', notes: 0 }, [], origin);
    const seen = await pads.need('stale');
    await pads.save(seen, noteOn(seen), origin);
    await expect(pads.save(seen, noteOn(seen), origin)).rejects.toMatchObject({
      code: 'version-conflict',
      context: { currentVersion: 1 },
    });
  });

  it('is not found when it is not there', async () => {
    await expect(pads.revise('nobody', origin, () => undefined)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the relay', () => {
  it('publishes what a process that was killed left in an outbox', async () => {
    const outbox = [1, 2].map((version) => ({
      id: `pad:left:${version}`,
      subject: ticketNoted.subject,
      version,
      at: new Date('2026-01-05T08:00:00Z'),
      actor: origin.actor,
      data: { length: version },
    }));
    await documents.insertOne({ _id: 'left', version: 2, notes: 2, outbox });
    await isRelayed('left');
    expect(versions(await inStream('left'))).toEqual([1, 2]);
  });

  it('goes on when the broker was away: nothing is lost, nothing twice, the order stays', async () => {
    await pads.create({ _id: 'offline', notes: 0 }, [], origin);
    await bus.kill9();
    for (let i = 0; i < 3; i++) await pads.revise('offline', origin, (pad) => noteOn(pad));
    await bus.restart();
    await isRelayed('offline');
    expect(versions(await inStream('offline'))).toEqual([1, 2, 3]);
  }, 60_000);

  it('goes on when the store was away', async () => {
    if (process.env.MONGODB_URI) return;
    await pads.create({ _id: 'dark', notes: 0 }, [fact(ticketNoted, { length: 1 })], origin);
    await store.kill9();
    await store.restart();
    await eventually(() => pads.revise('dark', origin, (pad) => noteOn(pad)).then(() => true), { timeout: 20_000 });
    await isRelayed('dark');
    expect(versions(await inStream('dark'))).toEqual([1, 2]);
  }, 60_000);

  it('publishes everything again since an instant, so that a lost stream heals', async () => {
    const before = versions(await inStream('busy'));
    await manager.streams.delete(eventsStream);
    const republisher = app.get<Journal>(journalToken('pad'), { strict: false });
    await manager.streams.add({ name: eventsStream, subjects: ['evt.>'] });
    const count = await republisher.republish(new Date('2026-01-05T00:00:00Z'));
    expect([versions(await inStream('busy')), count]).toEqual([before, await journal.countDocuments()]);
  }, 30_000);
});
