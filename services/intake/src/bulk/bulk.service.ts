import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  Problem,
  problemOf,
  type Actor,
  type ChangeTickets,
  type ChosenTicket,
  type TicketResult,
  type TicketResults,
} from '@deskbeat/contracts';
import { BulkActions, type Act } from './bulk-actions.js';
import { BulkRunStore, type BulkRun } from './bulk-run.store.js';

/** Tickets that are changed side by side, then what became of them is kept. */
const together = 25;

/** One action on many tickets: each is changed or refused by itself, by its own version. */
@Injectable()
export class BulkService {
  constructor(
    private readonly actions: BulkActions,
    private readonly runs: BulkRunStore,
  ) {}

  /** @throws Problem `validation-failed`, `idempotency-mismatch`, `too-early` while the same key is at work */
  async change(command: ChangeTickets, actor: Actor): Promise<TicketResults> {
    const { idempotencyKey: key, ...asked } = command;
    const act = await this.actions.of(asked, actor, key);
    if (key === undefined) return summed(await this.all(asked.tickets, act));
    const run = await this.begin(JSON.stringify([actor.kind, actor.id, key]), hashOf(asked));
    try {
      return summed(await this.all(asked.tickets, act, run));
    } finally {
      await this.runs.end(run._id);
    }
  }

  private async begin(id: string, hash: string): Promise<BulkRun> {
    const run = await this.runs.begin(id, hash, new Date());
    if (!run) throw new Problem('too-early', { detail: 'the same work is being done' });
    if (run.hash === hash) return run;
    await this.runs.end(id);
    throw new Problem('idempotency-mismatch');
  }

  private async all(tickets: readonly ChosenTicket[], act: Act, run?: BulkRun): Promise<TicketResult[]> {
    const results: TicketResult[] = [];
    for (let at = 0; at < tickets.length; at += together) {
      const some = tickets.slice(at, at + together);
      const known = some.map((_, index) => run?.results[at + index]);
      const fresh = await Promise.all(some.map((ticket, index) => known[index] ?? resultOf(ticket, act)));
      results.push(...fresh);
      const isNew = known.some((result) => result === undefined);
      if (run && isNew) await this.runs.keep(run._id, byPlace(fresh, at), new Date());
      // Whoever is needed for it is not there: the others need not wait for that one by one.
      if (fresh.every(({ retryable }) => retryable)) {
        const rest = tickets.slice(results.length).map(({ id }) => ({ ...fresh[0]!, id }));
        return [...results, ...rest];
      }
    }
    return results;
  }
}

/** What has not failed for good is refused for now only. */
async function resultOf(ticket: ChosenTicket, act: Act): Promise<TicketResult> {
  const { id } = ticket;
  try {
    return { id, ...(await act(ticket)) };
  } catch (error) {
    const { code, detail, errors, retryable } = problemOf(error);
    if (code === 'internal') throw error;
    const why = { ...(detail && { detail }), ...(errors && { errors }), ...(retryable && { retryable }) };
    return { id, outcome: 'refused', code, ...why };
  }
}

/** Those that stay. */
const byPlace = (results: readonly TicketResult[], from: number): Record<string, TicketResult> =>
  Object.fromEntries(
    results.flatMap((result, index) => (result.retryable ? [] : [[String(from + index), result] as const])),
  );

function summed(items: TicketResult[]): TicketResults {
  const count = (wanted: TicketResult['outcome']): number => items.filter(({ outcome }) => outcome === wanted).length;
  return { items, changed: count('changed'), refused: count('refused') };
}

const hashOf = (asked: object): string => createHash('sha256').update(JSON.stringify(asked)).digest('base64url');
