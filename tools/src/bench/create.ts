import { madeUpIssues } from '../chaos/made-up-issues.js';
import type { ProcessRef } from '../command/target.js';
import { CpuMeter, type CpuUse } from '../measure/cpu.js';
import { latencies, type Latencies } from '../measure/percentiles.js';
import { HttpSender } from '../replay/http-sender.js';
import { pump } from '../replay/pump.js';

/** A cold process spends most of its time compiling. */
const warmUpSeconds = 8;

export interface Created {
  count: number;
  perSecond: number;
  took: Latencies;
  retries: number;
  refused: number;
  cpu: CpuUse[];
  ownCpuSeconds: number;
}

export interface CreateOptions {
  gatewayUrl: string;
  processes: readonly ProcessRef[];
  clients: number;
  seconds: number;
}

/** Durable creates over HTTP, as fast as a number of clients gets them answered. */
export async function benchCreate(options: CreateOptions): Promise<Created> {
  const { gatewayUrl, clients, seconds, processes } = options;
  const issues = madeUpIssues(1, `bench-${Date.now()}`);
  const sender = new HttpSender(gatewayUrl, clients);
  try {
    await pump(issuesFor(issues, warmUpSeconds), sender, { clients });
    const meter = new CpuMeter(processes);
    const startedAt = Date.now();
    const { accepted, retries, refused } = await pump(issuesFor(issues, seconds), sender, { clients });
    return {
      count: accepted.length,
      perSecond: (accepted.length * 1000) / (Date.now() - startedAt),
      took: latencies(accepted.map(({ tookMs }) => tookMs)),
      retries,
      refused: refused.length,
      cpu: meter.read(),
      ownCpuSeconds: meter.ownSeconds(),
    };
  } finally {
    await sender.close();
  }
}

/** What the source gives within a time; the source stays open. */
async function* issuesFor<T>(source: AsyncIterator<T>, seconds: number): AsyncGenerator<T> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const next = await source.next();
    if (next.done) return;
    yield next.value;
  }
}
