import { setTimeout as delay } from 'node:timers/promises';
import { CpuMeter, type CpuUse } from '../../measure/cpu.js';
import type { Latencies } from '../../measure/percentiles.js';
import { staff } from '../../system/staff.js';
import { System } from '../../system/system.js';
import { profiling } from '../bench-target.js';
import { Load } from './load.js';
import { filled, folderOf, openReal } from './stock.js';
import { works } from './works.js';

export interface TicketBench {
  tickets: number;
  clients: number;
  seconds: number;
  /** Only what is named so. */
  only: RegExp;
  /** Where each service writes a CPU profile when it ends. */
  profile?: string;
  /** Folder where filled databases are kept and found. */
  data?: string;
  say: (line: string) => void;
}

/** One measured thing at one number of tickets. */
export interface Figure extends Latencies {
  what: string;
  tickets: number;
  perSecond: number;
  /** Processor time of all processes but the load generator for one of it, in milliseconds. */
  cpuMs: number;
}

const few = 10_000;
/** A cold process spends most of its time compiling. */
const warmUpSeconds = 2;
const warmRealTickets = 4;

/** Lists, a ticket's page, search and replies, at 10,000 tickets and at as many as are asked for. */
export async function benchTickets({ tickets, ...options }: TicketBench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of new Set([Math.min(few, tickets), tickets])) figures.push(...(await measureAt(size, options)));
  return figures;
}

/** With a system of its own, so that no process is warmer at one number than at the other. */
async function measureAt(
  tickets: number,
  { clients, seconds, only, profile, data, say }: Omit<TicketBench, 'tickets'>,
): Promise<Figure[]> {
  const dir = folderOf(data, tickets);
  const kept = dir !== undefined;
  const system = await System.start({ env: { RATE_LIMIT: '0' }, nodeOptions: profiling(profile), dir, keep: kept });
  const load = new Load(system.gatewayUrl, clients);
  try {
    await staff(system.natsUrl, [{ id: 'ana', name: 'Ana' }]);
    const real = await openReal(load);
    const filling = await filled(system, load, real, { tickets, kept, say });
    const wanted = (await works(load, filling, real.slice(warmRealTickets))).filter(([what]) => only.test(what));
    for (const [, work] of wanted) await load.measure(warmUpSeconds, work);
    await delay(2_000);
    const figures: Figure[] = [];
    for (const [what, work] of wanted) {
      await load.measure(warmUpSeconds / 4, work);
      const meter = new CpuMeter(system.processes);
      const measured = await load.measure(seconds, work);
      const uses = meter.read();
      const cpuMs = (uses.reduce((sum, { seconds: used }) => sum + used, 0) * 1_000) / measured.count;
      const figure = { what, tickets, ...measured, cpuMs };
      figures.push(figure);
      say(lineOf(figure) + sharesOf(uses, measured.count));
    }
    return figures;
  } finally {
    load.close();
    await system.stop();
  }
}

const sharesOf = (uses: readonly CpuUse[], count: number): string =>
  uses
    .map(({ name, seconds }) => [name, ((seconds * 1_000) / count).toFixed(1)] as const)
    .filter(([, ms]) => Number(ms) >= 0.3)
    .map(([name, ms]) => ` ${name} ${ms}`)
    .join(',');

const lineOf = ({ what, p50, p95, perSecond, cpuMs }: Figure): string =>
  `  ${what.padEnd(36)} p50 ${p50.toFixed(1).padStart(6)} ms   p95 ${p95.toFixed(1).padStart(6)} ms   ${perSecond.toFixed(0).padStart(5)}/s   ${cpuMs.toFixed(1).padStart(5)} ms CPU`;
