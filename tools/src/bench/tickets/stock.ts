import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TicketView } from '@deskbeat/contracts';
import { until } from '../../command/until.js';
import { reindex } from '../../search/reindex.js';
import type { System } from '../../system/system.js';
import type { Load } from './load.js';
import { Seeder, type Filling } from './seed.js';
import { wordOf } from './words.js';

/** Searches are measured over this many tickets, their goal being for so many. */
export const searchable = 100_000;
const realTickets = 300;
const hourMs = 3_600_000;

const noteIn = (dir: string): string => join(dir, 'filling.json');

/** Where the data of a number of tickets are kept for another run. */
export function folderOf(data: string | undefined, tickets: number): string | undefined {
  if (data === undefined) return undefined;
  const dir = join(data, String(tickets));
  // Half filled, when its run was broken off.
  if (!existsSync(noteIn(dir))) rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  return dir;
}

/** Fills the system, unless its folder was filled before. */
export async function filled(
  system: System,
  load: Load,
  real: readonly string[],
  { tickets, kept, say }: { tickets: number; kept: boolean; say: (line: string) => void },
): Promise<Filling> {
  const note = noteIn(system.dir);
  if (kept && existsSync(note)) {
    say(`${tickets} tickets: kept from another run`);
    return JSON.parse(readFileSync(note, 'utf8')) as Filling;
  }
  const filling = { tickets, before: Date.now() - hourMs };
  const at = Date.now();
  const { mongoUri, databasePrefix } = system;
  const templates = await Seeder.templates(mongoUri, databasePrefix, await byStatus(load, real));
  const seeder = new Seeder(mongoUri, databasePrefix, templates, filling);
  await seeder.fill().finally(() => seeder.close());
  const stored = Date.now();
  await reindex(system.natsUrl, { limit: 1_000, most: searchable }, () => undefined);
  say(`${tickets} tickets: stored in ${took(at, stored)}, indexed for search in ${took(stored, Date.now())}`);
  writeFileSync(note, JSON.stringify(filling));
  return filling;
}

const took = (from: number, to: number): string => `${Math.round((to - from) / 1_000)} s`;

/** Opens tickets that every service knows. */
export async function openReal(load: Load): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < realTickets; n++) {
    const customer = { email: `real-${n}@customers.example.test` };
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
  await load.ask({ path: `/tickets/${closed}/status`, body: { to: 'closed', reason: 'Done' }, seen: version });
  await delay(2_000);
  return new Map([
    ['new', working],
    ['in-progress', working],
    ['awaiting-confirmation', waiting],
    ['resolved', resolved],
    ['closed', closed],
  ]);
}
