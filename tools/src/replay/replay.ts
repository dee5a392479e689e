import { randomBytes } from 'node:crypto';
import { audit } from '../accounting/audit.js';
import { Registry } from '../accounting/registry.js';
import { findTarget } from '../command/target.js';
import { DeadLetters } from '../dlq/dead-letters.js';
import { CpuMeter } from '../measure/cpu.js';
import { HttpSender } from './http-sender.js';
import { Journey } from './journey.js';
import { mapRow } from './mapping.js';
import { NatsSender } from './nats-sender.js';
import type { ReplayOptions } from './options.js';
import { startProgress } from './progress.js';
import { pump, type Keyed } from './pump.js';
import { countRows, rowsOf } from './rows.js';
import type { Replayed } from './summary.js';

/** Feeds a file of tickets to a running system and follows each of them to its end. */
export async function replay(options: ReplayOptions): Promise<Replayed> {
  const { file, limit = Number.POSITIVE_INFINITY, clients, via } = options;
  const target = findTarget(options);
  const total = Math.min(limit, await countRows(file));
  const sender = via === 'http' ? new HttpSender(target.gatewayUrl, clients) : await NatsSender.connect(target.natsUrl);
  const registry = await Registry.connect(target.natsUrl);
  const letters = await DeadLetters.connect(target.natsUrl);
  const journey = new Journey();
  try {
    const lettersBefore = await letters.count();
    await journey.start(target.natsUrl);
    const [skipped, unexplained] = [new Map<string, number>(), new Map<string, number>()];
    const meter = new CpuMeter(target.processes);
    const progress = startProgress(total);
    const startedAt = Date.now();
    let done = 0;
    const pumped = await pump(issuesOf(options, limit, { skipped, unexplained }), sender, options, (acceptance) => {
      journey.add(acceptance);
      progress.update(++done, `accepted, ${journey.unsettled} on their way`);
    });
    const acceptedAt = Date.now();
    progress.stop();
    await journey.settle(options.patienceMs);
    const [cpu, ownCpuSeconds] = [meter.read(), meter.ownSeconds()];
    const unsettled = journey.unsettled;
    const audited = await audit(journey.ticketIds, journey.facts, registry);
    return {
      pumped,
      skipped,
      unexplained,
      acceptingMs: acceptedAt - startedAt,
      settlingMs: Math.max(acceptedAt, journey.lastSettledAt) - startedAt,
      underWayAfterMs: journey.underWayAfterMs,
      unsettled,
      deadLetters: (await letters.count()) - lettersBefore,
      cpu,
      ownCpuSeconds,
      people: await registry.people(),
      audit: audited,
      facts: journey.facts,
    };
  } finally {
    await Promise.allSettled([sender.close(), registry.close(), letters.close(), journey.stop()]);
  }
}

interface Leftovers {
  skipped: Map<string, number>;
  unexplained: Map<string, number>;
}

/** Each run makes tickets of its own; within a run a row is one ticket however often it is sent. */
async function* issuesOf(
  { file, mapping }: ReplayOptions,
  limit: number,
  { skipped, unexplained }: Leftovers,
): AsyncGenerator<Keyed> {
  const run = randomBytes(6).toString('hex');
  const count = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  let row = 0;
  for await (const record of rowsOf(file)) {
    if (++row > limit) return;
    const mapped = mapRow(record, row, mapping);
    if ('skipped' in mapped) {
      count(skipped, mapped.skipped);
      continue;
    }
    for (const value of mapped.unexplained) count(unexplained, value);
    yield { key: `replay-${run}-${row}`, issue: mapped.issue };
  }
}
