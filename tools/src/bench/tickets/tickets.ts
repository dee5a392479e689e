import { setTimeout as delay } from 'node:timers/promises';
import type { SavedViews, TicketView } from '@deskbeat/contracts';
import { until } from '../../command/until.js';
import { CpuMeter } from '../../measure/cpu.js';
import type { Latencies } from '../../measure/percentiles.js';
import { reindex } from '../../search/reindex.js';
import { staff } from '../../system/staff.js';
import { System } from '../../system/system.js';
import { profiling } from '../bench-target.js';
import { Load } from './load.js';
import { agents, Seeder } from './seed.js';
import { wordOf } from './words.js';

export interface TicketBench {
  tickets: number;
  clients: number;
  seconds: number;
  /** Only what is named so. */
  only: RegExp;
  /** Where each service writes a CPU profile when it ends. */
  profile?: string;
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
const realTickets = 300;

/** Lists, a ticket's page, search and replies, at 10,000 tickets and at as many as are asked for. */
export async function benchTickets({ tickets, clients, seconds, only, profile, say }: TicketBench): Promise<Figure[]> {
  const system = await System.start({ env: { RATE_LIMIT: '0' }, nodeOptions: profiling(profile) });
  const load = new Load(system.gatewayUrl, clients);
  let seeder: Seeder | undefined;
  try {
    await staff(system.natsUrl, [{ id: 'ana', name: 'Ana' }]);
    const real = await openReal(load);
    const templates = await Seeder.templates(system.mongoUri, system.databasePrefix, await byStatus(load, real));
    seeder = new Seeder(system.mongoUri, system.databasePrefix, templates, tickets);
    const figures: Figure[] = [];
    let indexed: string | undefined;
    for (const size of [...new Set([Math.min(few, tickets), tickets])]) {
      const at = Date.now();
      const last = await seeder.upTo(size);
      const seeded = Date.now();
      await reindex(system.natsUrl, { after: indexed, limit: 1_000 }, () => undefined);
      indexed = last;
      say(`${size} tickets: stored in ${took(at, seeded)}, indexed for search in ${took(seeded, Date.now())}`);
      await delay(2_000);
      for (const [what, work] of await works(load, seeder, size, real)) {
        if (!only.test(what)) continue;
        await load.measure(1, work);
        const meter = new CpuMeter(system.processes);
        const measured = await load.measure(seconds, work);
        const cpuMs = (meter.read().reduce((sum, { seconds: used }) => sum + used, 0) * 1_000) / measured.count;
        const figure = { what, tickets: size, ...measured, cpuMs };
        figures.push(figure);
        say(lineOf(figure));
      }
    }
    return figures;
  } finally {
    load.close();
    await seeder?.close();
    await system.stop();
  }
}

const took = (from: number, to: number): string => `${Math.round((to - from) / 1_000)} s`;

const lineOf = ({ what, p50, p95, perSecond, cpuMs }: Figure): string =>
  `  ${what.padEnd(34)} p50 ${p50.toFixed(1).padStart(6)} ms   p95 ${p95.toFixed(1).padStart(6)} ms   ${perSecond.toFixed(0).padStart(5)}/s   ${cpuMs.toFixed(1).padStart(5)} ms CPU`;

/** Tickets that every service knows. */
async function openReal(load: Load): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < realTickets; n++) {
    const customer = { email: `real-${n % 20}@customers.example.test` };
    const body = { subject: `Real ${n}`, text: `The ${wordOf(n)} is broken.`, customer };
    ids.push((await load.ask<TicketView>({ path: '/tickets', body })).id);
  }
  const isAssigned = async (id: string): Promise<boolean> => {
    const { status, clocks } = await load.ask<TicketView>({ path: `/tickets/${id}` });
    return status === 'in-progress' && clocks.length > 0;
  };
  if (!(await until(() => isAssigned(ids.at(-1)!), 60_000))) throw new Error('tickets are not assigned');
  await delay(2_000);
  return ids;
}

/** A ticket for each status to copy. */
async function byStatus(load: Load, ids: readonly string[]): Promise<Map<string, string>> {
  const actor = 'person:ana';
  const [working, waiting, resolved, closed] = ids as [string, string, string, string];
  const reply = (id: string, moveTo?: string) =>
    load.ask({ path: `/tickets/${id}/replies`, actor, body: { text: 'Try again, please.', moveTo } });
  await reply(working);
  await reply(waiting, 'awaiting-confirmation');
  await reply(resolved, 'resolved');
  await reply(closed, 'resolved');
  await delay(2_000);
  const { version } = await load.ask<TicketView>({ path: `/tickets/${closed}` });
  await load.ask({ path: `/tickets/${closed}/status`, body: { to: 'closed' }, seen: version });
  await delay(2_000);
  return new Map([
    ['new', working],
    ['in-progress', working],
    ['awaiting-confirmation', waiting],
    ['resolved', resolved],
    ['closed', closed],
  ]);
}

type Work = (n: number) => Promise<unknown>;

async function works(load: Load, seeder: Seeder, size: number, real: readonly string[]): Promise<[string, Work][]> {
  const actorOf = (n: number): string => `person:${agents[n % agents.length]}`;
  const { items: views } = await load.ask<SavedViews>({ path: '/views', actor: 'person:ana' });
  const listing = views.map(({ id }): [string, Work] => [
    `view ${id}`,
    (n) => load.ask({ path: `/views/${id}/tickets?limit=50`, actor: actorOf(n) }),
  ]);
  const page: Work = async (n) => {
    const { id, customerId } = seeder.sample((n * 977) % size);
    const paths = [
      `/tickets/${id}`,
      `/tickets/${id}/timeline`,
      `/customers/${customerId}`,
      `/tickets?customerId=${customerId}&limit=20`,
    ];
    await Promise.all(paths.map((path) => load.ask({ path })));
  };
  return [
    ...listing,
    ['counts of all views', (n) => load.ask({ path: '/views/counts', actor: actorOf(n) })],
    [
      'tickets of a person, newest',
      (n) => load.ask({ path: `/tickets?assigneeId=${agents[n % agents.length]}&order=newest&limit=50` }),
    ],
    ['ticket, timeline, customer, history', page],
    ...searches.map(([what, q]): [string, Work] => [
      `search: ${what}`,
      (n) => load.ask({ path: `/search/tickets?q=${encodeURIComponent(q(n))}`, actor: actorOf(n) }),
    ]),
    [
      'reply',
      (n) =>
        load.ask({
          path: `/tickets/${real[4 + (n % (real.length - 4))]}/replies`,
          actor: 'person:ana',
          body: { text: 'Once more.' },
        }),
    ],
  ];
}

const searches: [string, (n: number) => string][] = [
  ['a rare word', (n) => `${wordOf(2_000 + (n % 5_000))} `],
  ['a frequent word', (n) => `${wordOf(n % 10)} `],
  ['two frequent words', (n) => `${wordOf(n % 10)} ${wordOf(10 + (n % 10))} `],
  ['a word being typed', (n) => wordOf(n % 40).slice(0, 3)],
  ['a phrase', (n) => `"${wordOf(n % 5)} ${wordOf((n + 1) % 5)}"`],
  ['words, open, mine', (n) => `${wordOf(n % 20)} status:open assignee:me`],
  ['words and a tag', (n) => `${wordOf(n % 20)} tag:${wordOf((n + 3) % 20)} `],
];
