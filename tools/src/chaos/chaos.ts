import { setTimeout as delay } from 'node:timers/promises';
import { audit, type Audit } from '../accounting/audit.js';
import { Registry } from '../accounting/registry.js';
import { until } from '../command/until.js';
import { HttpSender } from '../replay/http-sender.js';
import { Journey } from '../replay/journey.js';
import { pump, type Keyed, type Pumped } from '../replay/pump.js';
import type { PartName, System } from '../system/system.js';

export interface Kill {
  part: PartName;
  /** Milliseconds to wait before the kill, and how long the part stays away. */
  afterMs: number;
  awayMs: number;
}

export interface ChaosOptions {
  issues: AsyncGenerator<Keyed>;
  /** Issues per second. */
  rate: number;
  clients: number;
  kills: AsyncIterable<Kill> | Iterable<Kill>;
  /** Milliseconds after the last kill until everything must be accounted for. */
  patienceMs: number;
  say: (line: string) => void;
}

export interface Ravaged {
  pumped: Pumped;
  kills: number;
  unsettled: number;
  /** Tickets that analytics has counted. */
  counted: number;
  audit: Audit;
}

/** Kills parts of a system under load, and holds every accepted ticket to account afterwards. */
export async function ravage(system: System, options: ChaosOptions): Promise<Ravaged> {
  const { issues, rate, clients, patienceMs, say } = options;
  const sender = new HttpSender(system.gatewayUrl, clients);
  const registry = await Registry.connect(system.natsUrl);
  const journey = new Journey();
  try {
    await journey.start(system.natsUrl, 'start');
    const enough = new AbortController();
    const sending = pump(issues, sender, { clients, rate, signal: enough.signal }, (one) => journey.add(one));
    const accepted = () => journey.ticketIds.size;
    const kills = await killAll(system, accepted, options).finally(() => enough.abort());
    const pumped = await sending;
    say(`${pumped.accepted.length} accepted, ${kills} kills; ${journey.unsettled} tickets on their way`);
    await journey.settle(patienceMs);
    let counted = 0;
    const hasCounted = async () => (counted = (await registry.overview()).tickets) >= accepted();
    await until(hasCounted, patienceMs);
    await journey.catchUp();
    const unsettled = journey.unsettled;
    return { pumped, kills, unsettled, counted, audit: await audit(journey.ticketIds, journey.facts, registry) };
  } finally {
    await Promise.allSettled([sender.close(), registry.close(), journey.stop()]);
  }
}

/** Tickets that are accepted between two kills at least: a system that stands still shows nothing. */
const acceptedBetween = 10;

/** Parts that are away may overlap; one that is not back yet is left alone. */
async function killAll(system: System, accepted: () => number, options: ChaosOptions): Promise<number> {
  const { kills, patienceMs, say } = options;
  const returns: Promise<void>[] = [];
  for await (const { part, afterMs, awayMs } of kills) {
    const before = accepted();
    await delay(afterMs);
    await until(async () => accepted() >= before + acceptedBetween, patienceMs);
    if (!system.isRunning(part)) continue;
    await system.kill9(part);
    returns.push(comeBack(system, part, awayMs, say));
    // Told at the end; until then it is nobody's unhandled failure.
    returns.at(-1)!.catch(() => undefined);
  }
  await Promise.all(returns);
  return returns.length;
}

async function comeBack(system: System, part: PartName, awayMs: number, say: (line: string) => void): Promise<void> {
  await delay(awayMs);
  const startedAt = Date.now();
  await system.restart(part);
  say(`killed ${part}, away ${awayMs} ms, ready again after ${Date.now() - startedAt} ms`);
}

/** What was lost, doubled or left undone; empty when nothing was. */
export function failuresOf({ pumped, unsettled, counted, audit }: Ravaged): string[] {
  const sent = pumped.accepted.length;
  const tickets = new Set(pumped.accepted.map(({ ticketId }) => ticketId)).size;
  return [
    ...(tickets === sent ? [] : [`${sent} issues became ${tickets} tickets`]),
    ...pumped.refused.map(({ key, why }) => `${key} was refused: ${why}`),
    ...(unsettled === 0 ? [] : [`${unsettled} tickets have not been through all steps`]),
    ...audit.shortfalls.map(({ number, ticketId, what }) => `${number ?? ticketId}: ${what.join('; ')}`),
    ...(audit.others.length === 0 ? [] : [`${audit.others.length} tickets that nobody was told of`]),
    ...(counted === tickets ? [] : [`analytics counted ${counted} of ${tickets}`]),
  ];
}
