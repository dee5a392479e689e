import { Registry } from '../accounting/registry.js';
import { madeUpIssues } from '../chaos/made-up-issues.js';
import type { ProcessRef } from '../command/target.js';
import { until } from '../command/until.js';
import { CpuMeter, type CpuUse } from '../measure/cpu.js';
import { latencies, type Latencies } from '../measure/percentiles.js';
import { HttpSender } from '../replay/http-sender.js';
import { Journey } from '../replay/journey.js';
import { pump, type Keyed } from '../replay/pump.js';

export interface PipelineOptions {
  gatewayUrl: string;
  natsUrl: string;
  processes: readonly ProcessRef[];
  tickets: number;
  clients: number;
  rate?: number;
}

export interface Piped {
  accepted: number;
  refused: number;
  retries: number;
  /** False when tickets had not been through all steps, or analytics had not counted them, within two minutes. */
  complete: boolean;
  /** From the first issue to the last acceptance, and to the last step of the last ticket. */
  acceptedPerSecond: number;
  sustainedPerSecond: number;
  accept: Latencies;
  underWay: Latencies;
  cpu: CpuUse[];
  ownCpuSeconds: number;
}

const patienceMs = 120_000;
/** A cold process spends most of its time compiling: the first thousand cost twice as much. */
const warmUpTickets = 2_000;

/** The whole way of tickets: accepted, assigned, clocks running, assignee told, counted. */
export async function benchPipeline(options: PipelineOptions): Promise<Piped> {
  const { gatewayUrl, natsUrl, processes, tickets, clients, rate } = options;
  const sender = new HttpSender(gatewayUrl, clients);
  const registry = await Registry.connect(natsUrl);
  const journey = new Journey();
  const source = madeUpIssues(1, `bench-${Date.now()}`);
  try {
    await journey.start(natsUrl);
    const warm = await pump(first(source, warmUpTickets), sender, { clients }, (one) => journey.add(one));
    const wasCounted = await counted(registry, warm.accepted.length);
    await journey.settle(patienceMs);
    const before = (await registry.overview()).tickets;
    journey.forget();

    const meter = new CpuMeter(processes);
    const startedAt = Date.now();
    const pumped = await pump(first(source, tickets), sender, { clients, rate }, (one) => journey.add(one));
    const acceptedAt = Date.now();
    const settled = await journey.settle(patienceMs);
    const complete = settled && wasCounted && (await counted(registry, before + pumped.accepted.length));
    const [cpu, ownCpuSeconds] = [meter.read(), meter.ownSeconds()];
    const perSecond = (until: number) => (pumped.accepted.length * 1000) / (until - startedAt);
    return {
      accepted: pumped.accepted.length,
      refused: pumped.refused.length,
      retries: pumped.retries,
      complete,
      acceptedPerSecond: perSecond(acceptedAt),
      sustainedPerSecond: perSecond(Math.max(acceptedAt, journey.lastSettledAt)),
      accept: latencies(pumped.accepted.map(({ tookMs }) => tookMs)),
      underWay: latencies(journey.underWayAfterMs),
      cpu,
      ownCpuSeconds,
    };
  } finally {
    await Promise.allSettled([sender.close(), registry.close(), journey.stop()]);
  }
}

const counted = (registry: Registry, tickets: number): Promise<boolean> =>
  until(async () => (await registry.overview()).tickets >= tickets, patienceMs, 250);

async function* first(source: AsyncIterator<Keyed>, count: number): AsyncGenerator<Keyed> {
  for (let left = count; left > 0; left--) {
    const next = await source.next();
    if (next.done) return;
    yield next.value;
  }
}
