import type { NatsConnection } from '@nats-io/transport-node';
import {
  assignmentDecided,
  getBoard,
  savePerson,
  saveQueue,
  saveRoutingRules,
  saveShiftCalendar,
  saveTeam,
  ticketOpened,
  type AssignmentDecided,
  type Event,
} from '@deskbeat/contracts';
import { EventPublisher } from '@deskbeat/messaging';
import { Caller } from '../command/caller.js';
import { connectNow } from '../command/connect.js';
import { until } from '../command/until.js';
import { CpuMeter, type CpuUse } from '../measure/cpu.js';
import { latencies, type Latencies } from '../measure/percentiles.js';
import { System } from '../system/system.js';

export interface AssignmentBench {
  waiting: number;
  people: number;
  queues: number;
  /** From one ticket's event to its decision, heard on the bus; one after the other, beside all that wait. */
  single: Latencies;
  /** From the start of a shift to the last decision. */
  drain: { tickets: number; seconds: number };
  all: { tickets: number; perSecond: number; cpu: CpuUse[] };
  twice: number;
  overCapacity: number;
}

const patienceMs = 180_000;
const singles = 1_000;
const drained = 1_000;
const capacity = 800;

/** The assignment service alone with a bus and a store: tickets wait for shifts, which start. */
export async function benchAssignment(waiting: number, people: number, queues: number): Promise<AssignmentBench> {
  const system = await System.start({ services: ['assignment'] });
  const publisher = new EventPublisher(system.natsUrl, 'bench');
  let caller: Caller | undefined;
  let ear: Ear | undefined;
  try {
    await publisher.connect();
    caller = await Caller.connect(system.natsUrl);
    ear = await Ear.at(system.natsUrl);
    await setUp(caller, people, queues);
    const open = (id: string, tag: string) => publisher.publish(openedEvent(id, tag));
    await inBatches(waiting, (n) => open(`w${n}`, `queue-${n % queues}`));
    await allWait(caller, waiting);

    const single: number[] = [];
    for (let n = 0; n < singles; n++) {
      const began = performance.now();
      await open(`s${n}`, 'open');
      await ear.hear(`s${n}`);
      if (n >= singles / 10) single.push(performance.now() - began);
    }

    await inBatches(drained, (n) => open(`d${n}`, 'late'));
    await allWait(caller, waiting + drained);
    const shiftAt = performance.now();
    await startShift(caller, 'late');
    await ear.count(singles + drained);
    const drain = { tickets: drained, seconds: (performance.now() - shiftAt) / 1000 };

    const meter = new CpuMeter(system.processes);
    const startedAt = performance.now();
    await startShift(caller, 'early');
    await ear.count(singles + drained + waiting);
    const perSecond = (waiting * 1000) / (performance.now() - startedAt);
    const board = await caller.ask(getBoard, {});
    return {
      ...{ waiting, people, queues, single: latencies(single), drain },
      all: { tickets: waiting, perSecond, cpu: meter.read() },
      twice: ear.twice,
      overCapacity: board.people.filter((person) => person.overCapacity).length,
    };
  } finally {
    await Promise.allSettled([caller?.close(), ear?.close(), publisher.onApplicationShutdown()]);
    await system.stop();
  }
}

/** Half of the queues go by turns, half by load; a fifth of the people stand by for the late shift. */
async function setUp(caller: Caller, people: number, queues: number): Promise<void> {
  const names = [...Array.from({ length: queues }, (_, n) => `queue-${n}`), 'late', 'open'];
  for (const calendar of ['early', 'late', 'none']) {
    await caller.ask(saveShiftCalendar, { id: calendar, name: calendar, timeZone: 'UTC', hours: [] });
  }
  for (const [n, id] of names.entries()) {
    await caller.ask(saveTeam, { id, name: id });
    const mode = n % 2 ? 'least-loaded' : 'round-robin';
    const presenceRule = id === 'open' ? 'anyone' : 'shift';
    await caller.ask(saveQueue, { id, name: id, teamId: id, mode, presenceRule });
  }
  const rules = names.map((id) => ({
    id,
    name: id,
    conditions: [{ field: 'tags' as const, is: 'one-of' as const, values: [id] }],
    queueId: id,
  }));
  await caller.ask(saveRoutingRules, { rules });
  const late = Math.floor(people / 5);
  for (let n = 0; n < people; n++) {
    const team = n < late ? 'late' : `queue-${n % queues}`;
    const calendarId = n < late ? 'late' : 'early';
    const teams = [team, ...(n % 10 === 0 ? ['open'] : [])];
    await caller.ask(savePerson, { id: `p${n}`, name: `Agent ${n}`, teams, calendarId, capacity });
  }
}

async function startShift(caller: Caller, id: string): Promise<void> {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '00:00' }));
  await caller.ask(saveShiftCalendar, { id, name: id, timeZone: 'UTC', hours });
}

async function allWait(caller: Caller, count: number): Promise<void> {
  const wait = async (): Promise<boolean> => {
    const { queues } = await caller.ask(getBoard, {}, { deadlineMs: 30_000 });
    return queues.reduce((sum, queue) => sum + queue.waiting, 0) >= count;
  };
  if (!(await until(wait, patienceMs, 500))) throw new Error('tickets did not come to wait');
}

async function inBatches(count: number, each: (n: number) => Promise<void>): Promise<void> {
  for (let n = 0; n < count; n += 200) {
    await Promise.all(Array.from({ length: Math.min(200, count - n) }, (_, i) => each(n + i)));
  }
}

function openedEvent(id: string, tag: string): Event {
  const at = new Date().toISOString();
  const [number, subject] = [`DB-${id}`, 'The printer is on fire'];
  const ticket = {
    number,
    subject,
    type: 'fault',
    priority: 'medium',
    channel: 'web',
    customerId: 'c',
    tier: 'standard',
  };
  const data = { ...ticket, tags: [tag], reportedAt: at };
  const actor = { kind: 'system', id: 'bench' } as const;
  return { id: `ticket:${id}:1`, subject: ticketOpened.subject, aggregateId: id, version: 1, at, actor, data };
}

/** Hears who got what. */
class Ear {
  private readonly heard = new Set<string>();
  private readonly waits = new Map<string, () => void>();
  twice = 0;

  private constructor(private readonly connection: NatsConnection) {}

  static async at(url: string): Promise<Ear> {
    const ear = new Ear(await connectNow(url, 'bench-ear'));
    ear.connection.subscribe(assignmentDecided.subject, {
      callback: (_, message) => ear.note(message.json<Event<AssignmentDecided>>().aggregateId),
    });
    await ear.connection.flush();
    return ear;
  }

  async hear(ticketId: string): Promise<void> {
    if (!this.heard.has(ticketId)) await new Promise<void>((resolve) => this.waits.set(ticketId, resolve));
  }

  async count(tickets: number): Promise<void> {
    const there = async (): Promise<boolean> => this.heard.size >= tickets;
    if (!(await until(there, patienceMs, 20))) throw new Error(`${this.heard.size} of ${tickets} were decided`);
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  private note(ticketId: string): void {
    if (this.heard.has(ticketId)) this.twice++;
    this.heard.add(ticketId);
    this.waits.get(ticketId)?.();
  }
}
