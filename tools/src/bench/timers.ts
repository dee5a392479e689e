import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { clockBreached, clockStarted, ticketOpened, type Event, type TargetBreached } from '@deskbeat/contracts';
import { EventPublisher } from '@deskbeat/messaging';
import { connectNow } from '../command/connect.js';
import { until } from '../command/until.js';
import { latencies, type Latencies } from '../measure/percentiles.js';
import { System } from '../system/system.js';

export interface TimersOptions {
  /** Open clocks that have nothing to say meanwhile. */
  clocks: number;
  /** Clocks that are due in the same second. */
  burst: number;
}

export interface Timed {
  open: number;
  openedPerSecond: number;
  /** From the instant of a mark until somebody who listens hears of it. */
  marks: Latencies;
  /** Of clocks that are all due at once. */
  burst: Latencies;
  /** The same marks, while one of two replicas is killed. */
  killed: Latencies;
  missing: number;
  twice: number;
}

/** First response of an urgent ticket by the default policy. */
const budgetMs = 2 * 3_600_000;
const marksPerSecond = 20;
const spanMs = 20_000;

/** Two replicas of the SLA service alone with a bus and a store: how exactly clocks say that they are due. */
export async function benchTimers({ clocks, burst }: TimersOptions): Promise<Timed> {
  const system = await System.start({ services: [] });
  const publisher = new EventPublisher(system.natsUrl, 'bench');
  let ear: Ear | undefined;
  try {
    const [, dies] = [await system.replica('sla'), await system.replica('sla')];
    await publisher.connect();
    ear = await Ear.at(system.natsUrl);
    const desk = new Desk(publisher, ear);

    const startedAt = Date.now();
    await desk.openAll(
      'open',
      Array.from({ length: clocks }, () => Date.now() + budgetMs),
    );
    const openedPerSecond = (clocks * 1_000) / (Date.now() - startedAt);

    const marks = await desk.breaches('mark', spread(Date.now() + lead(spanMs)));
    const due = Date.now() + lead(burst * 10);
    const all = await desk.breaches(
      'burst',
      Array.from({ length: burst }, () => due),
    );
    const spreadAgain = spread(Date.now() + lead(spanMs));
    const dying = desk.breaches('killed', spreadAgain);
    await until(() => Date.now() > spreadAgain[0]! + spanMs / 4, 2 * spanMs + lead(spanMs));
    await dies.kill9();
    const killed = await dying;
    const heard = [marks, all, killed];
    return {
      open: clocks,
      openedPerSecond,
      marks: latencies(marks.took),
      burst: latencies(all.took),
      killed: latencies(killed.took),
      missing: heard.reduce((sum, { missing }) => sum + missing, 0),
      twice: ear.twice,
    };
  } finally {
    await publisher.onApplicationShutdown();
    await ear?.close();
    await system.stop();
  }
}

/** Time to open the tickets before the first of them is due. */
const lead = (ms: number): number => Math.max(8_000, ms);

const spread = (from: number): number[] =>
  Array.from({ length: (marksPerSecond * spanMs) / 1_000 }, (_, index) => from + (index * 1_000) / marksPerSecond);

interface Heard {
  took: number[];
  missing: number;
}

/** Opens tickets as intake would, so that their first response is due at given instants. */
class Desk {
  constructor(
    private readonly publisher: EventPublisher,
    private readonly ear: Ear,
  ) {}

  /** Resolves when their clocks run. */
  async openAll(prefix: string, dueAt: readonly number[]): Promise<void> {
    const gap = 250;
    for (let from = 0; from < dueAt.length; from += gap) {
      const part = dueAt.slice(from, from + gap);
      await Promise.all(part.map((due, index) => this.open(`${prefix}-${from + index}`, due)));
      // Not more than the stream's consumer can hold at once.
      await until(() => this.ear.startedOf(prefix) > from - 4_000, 60_000, 20);
    }
    if (!(await until(() => this.ear.startedOf(prefix) >= dueAt.length, 300_000))) {
      throw new Error(`${dueAt.length - this.ear.startedOf(prefix)} clocks of ${prefix} did not start`);
    }
  }

  /** Opens them and listens until all are told, or for a minute after the last one. */
  async breaches(prefix: string, dueAt: readonly number[]): Promise<Heard> {
    await this.openAll(prefix, dueAt);
    const last = Math.max(...dueAt);
    await until(() => this.ear.breachesOf(prefix).length >= dueAt.length, last - Date.now() + 60_000);
    const took = this.ear.breachesOf(prefix);
    return { took, missing: dueAt.length - took.length };
  }

  private open(ticketId: string, due: number): Promise<void> {
    const reportedAt = new Date(due - budgetMs).toISOString();
    const about = {
      number: 'DB-1',
      subject: 'A made-up issue',
      type: 'fault',
      priority: 'urgent',
      channel: 'api',
    } as const;
    const data = { ...about, customerId: 'c-1', tier: 'standard', tags: [], reportedAt };
    const actor = { kind: 'system', id: 'bench' } as const;
    const around = {
      id: `ticket:${ticketId}:1`,
      aggregateId: ticketId,
      version: 1,
      at: new Date().toISOString(),
      actor,
    };
    return this.publisher.publish({ ...around, subject: ticketOpened.subject, data });
  }
}

/** Hears what clocks say. */
class Ear {
  twice = 0;
  private readonly started = new Map<string, number>();
  private readonly took = new Map<string, number[]>();
  /** Id of the event of each breach: a relay may publish the same one again. */
  private readonly told = new Map<string, string>();

  private constructor(private readonly connection: NatsConnection) {}

  static async at(url: string): Promise<Ear> {
    const connection = await connectNow(url, 'bench-ear');
    await jetstreamManager(connection);
    const ear = new Ear(connection);
    connection.subscribe(clockStarted.subject, { callback: (_, message) => ear.onStarted(message.json()) });
    connection.subscribe(clockBreached.subject, { callback: (_, message) => ear.onBreached(message.json()) });
    await connection.flush();
    return ear;
  }

  startedOf = (prefix: string): number => this.started.get(prefix) ?? 0;
  breachesOf = (prefix: string): number[] => this.took.get(prefix) ?? [];
  close = (): Promise<void> => this.connection.close();

  private onStarted({ aggregateId }: Event): void {
    const prefix = aggregateId.split('-')[0]!;
    this.started.set(prefix, this.startedOf(prefix) + 1);
  }

  private onBreached({ id, aggregateId, data }: Event<TargetBreached>): void {
    const key = `${aggregateId} ${data.target}`;
    const known = this.told.get(key);
    if (known === id) return;
    if (known !== undefined) this.twice++;
    this.told.set(key, id);
    const prefix = aggregateId.split('-')[0]!;
    const took = this.took.get(prefix) ?? [];
    this.took.set(prefix, took);
    took.push(Date.now() - Date.parse(data.wasDueAt));
  }
}
