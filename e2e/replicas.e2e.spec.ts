import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient, type Collection } from 'mongodb';
import {
  savePerson,
  saveQueue,
  saveRoutingRules,
  saveTeam,
  setPresence,
  ticketOpened,
  ticketStatusChanged,
  type Event,
  type QueueMode,
} from '@deskbeat/contracts';
import { EventPublisher } from '@deskbeat/messaging';
import { eventually } from '@deskbeat/testing';
import { Caller, System, type Part } from '@deskbeat/tools';

interface Assignment {
  _id: string;
  state: string;
  personId?: string;
  points?: number;
  decisions: { personId?: string; turn?: number }[];
}

const kills = 6;
const capacity = 16;
const byTurns = ['ana', 'ben', 'cleo'];
const byLoad = ['dan', 'eve', 'fay'];
const turns = Array.from({ length: 240 }, (_, n) => `turns-${n}`);
const level = Array.from({ length: 90 }, (_, n) => `level-${n}`);
/** Eight of the one, three of the other. */
const all = level.flatMap((id, n) => (n % 3 ? [id] : [...turns.slice((n / 3) * 8, (n / 3) * 8 + 8), id]));
const actor = { kind: 'system', id: 'test' } as const;

async function again(over: AbortSignal, look: () => Promise<void>): Promise<void> {
  for (; !over.aborted; await delay(25)) await look();
}

describe('three replicas of the assignment, killed again and again', () => {
  let system: System;
  let caller: Caller;
  let publisher: EventPublisher;
  let mongo: MongoClient;
  let assignments: Collection<Assignment>;
  const replicas: Part[] = [];

  beforeAll(async () => {
    system = await System.start({ services: [], env: { DRAIN_EVERY_MS: '300' } });
    for (let n = 0; n < 3; n++) replicas.push(await system.replica('assignment'));
    caller = await Caller.connect(system.natsUrl);
    publisher = new EventPublisher(system.natsUrl, 'test');
    await publisher.connect();
    mongo = await MongoClient.connect(system.mongoUri);
    assignments = mongo.db(`${system.databasePrefix}assignment`).collection<Assignment>('assignments');
    await team('turns', 'round-robin', byTurns, 0);
    await team('level', 'least-loaded', byLoad, capacity);
    const rules = ['turns', 'level'].map((id) => {
      const conditions = [{ field: 'tags' as const, is: 'one-of' as const, values: [id] }];
      return { id, name: id, conditions, queueId: id };
    });
    await caller.ask(saveRoutingRules, { rules });
  }, 60_000);
  afterAll(async () => {
    await Promise.allSettled([caller?.close(), publisher?.onApplicationShutdown(), mongo?.close()]);
    await system?.stop();
  }, 30_000);

  async function team(id: string, mode: QueueMode, people: string[], limit: number): Promise<void> {
    await caller.ask(saveTeam, { id, name: id });
    await caller.ask(saveQueue, { id, name: id, teamId: id, mode, presenceRule: 'declared' });
    for (const personId of people) {
      await caller.ask(savePerson, { id: personId, name: personId, teams: [id], capacity: limit });
      await caller.ask(setPresence, { personId, presence: 'available' });
    }
  }

  /** Every event comes twice, as after a lost acknowledgement. */
  async function tell(subject: string, ticketId: string, version: number, data: object): Promise<void> {
    const about = { id: `ticket:${ticketId}:${version}`, subject, aggregateId: ticketId, version };
    const event = { ...about, at: new Date().toISOString(), actor, data } as Event;
    await publisher.publish(event, undefined, true);
    await publisher.publish(event, undefined, true);
  }
  const open = (id: string) => {
    const about = { type: 'fault', priority: 'medium', channel: 'web', customerId: 'c1', tier: 'standard' };
    const data = { ...about, number: id, subject: 'No light', tags: [id.split('-')[0]] };
    return tell(ticketOpened.subject, id, 1, { ...data, reportedAt: new Date().toISOString() });
  };
  const resolve = (id: string) => tell(ticketStatusChanged.subject, id, 3, { from: 'in-progress', to: 'resolved' });

  const decided = (): Promise<number> => assignments.countDocuments({ state: { $ne: 'waiting' } });
  const mostLoaded = async (): Promise<number> => {
    const sums = assignments.aggregate<{ points: number }>([
      { $match: { state: 'assigned', personId: { $in: byLoad } } },
      { $group: { _id: '$personId', points: { $sum: '$points' } } },
    ]);
    return Math.max(0, ...(await sums.toArray()).map(({ points }) => points));
  };

  it('decide once about each ticket, exceed no capacity, and neither skip nor repeat a turn', async () => {
    const peaks: number[] = [];
    const finished = new Set<string>();
    const over = new AbortController();
    const watching = again(over.signal, async () => void peaks.push(await mostLoaded()));
    const working = again(over.signal, async () => {
      const held = await assignments.find({ state: 'assigned', personId: { $in: byLoad } }).toArray();
      for (const { _id } of held.filter((one) => !finished.has(one._id)))
        await resolve(_id).then(() => finished.add(_id));
    });
    try {
      const gap = Math.ceil(all.length / (kills + 1));
      for (let from = 0, kill = 0; from < all.length; from += gap, kill++) {
        const before = await decided();
        const opening = Promise.all(all.slice(from, from + gap).map(open));
        // In the middle of the work.
        await eventually(async () => expect(await decided()).toBeGreaterThan(before), { timeout: 30_000 });
        if (kill < kills) await replicas.shift()!.kill9();
        await opening;
        if (kill < kills) replicas.push(await system.replica('assignment'));
      }
      await eventually(async () => expect(await decided()).toBe(all.length), { timeout: 40_000 });
    } finally {
      over.abort();
      await Promise.all([watching, working]);
    }

    expect(Math.max(...peaks)).toBeLessThanOrEqual(capacity);
    const found = await assignments.find({ _id: { $in: all } }).toArray();
    const given = new Map(found.map(({ _id, decisions }) => [_id, decisions.filter(({ personId }) => personId)]));
    expect(all.filter((id) => given.get(id)?.length !== 1)).toEqual([]);
    const turnOf = (id: string): number => given.get(id)![0]!.turn!;
    expect(all.map(turnOf).sort((a, b) => a - b)).toEqual(all.map((_, index) => index + 1));
    const served = [...turns].sort((a, b) => turnOf(a) - turnOf(b)).map((id) => given.get(id)![0]!.personId);
    expect(served).toEqual(turns.map((_, index) => byTurns[index % byTurns.length]));

    const journal = assignments.db.collection('assignments_journal');
    const told = () => journal.find({ subject: 'evt.assignment.decided.v1' }).project({ aggregateId: 1 }).toArray();
    await eventually(
      async () => expect((await told()).map(({ aggregateId }) => String(aggregateId)).sort()).toEqual([...all].sort()),
      {
        timeout: 20_000,
      },
    );
  }, 150_000);
});
