import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  assignTicket,
  Problem,
  problemOf,
  returnTicket,
  type Actor,
  type ChangeTickets,
  type ChosenTicket,
  type HolderForAll,
  type TicketResult,
  type TicketResults,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import type { Deciding } from '../ticket/ticket.service.js';
import { TicketService } from '../ticket/ticket.service.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { BulkRunStore, type BulkRun } from './bulk-run.store.js';
import { moveOne, updateOne } from './domain/update-all.js';

/** Tickets that are changed side by side, then what became of them is kept. */
const together = 25;

/** One action on many tickets: each is changed or refused by itself, by its own version. */
@Injectable()
export class BulkService {
  constructor(
    private readonly tickets: TicketService,
    private readonly store: TicketStore,
    private readonly runs: BulkRunStore,
    private readonly bus: Bus,
  ) {}

  /** @throws Problem `validation-failed`, `idempotency-mismatch`, `too-early` while the same key is at work */
  async change(command: ChangeTickets, actor: Actor): Promise<TicketResults> {
    const { idempotencyKey: key, ...asked } = command;
    const act = this.actionOf(asked, actor);
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
    }
    return results;
  }

  private actionOf({ update, status, assign }: ChangeTickets, actor: Actor): Act {
    if ([update, status, assign].filter((action) => action !== undefined).length !== 1) {
      const errors = [{ pointer: '', message: 'needs exactly one of update, status and assign' }];
      throw new Problem('validation-failed', { errors });
    }
    if (assign) return (ticket) => this.assign(ticket, assign, actor);
    if (update)
      return (one) => this.decide(one, actor, (ticket, now, rules) => updateOne(ticket, one, update, now, rules));
    return (one) => this.decide(one, actor, (ticket, now, rules) => moveOne(ticket, one, status!, now, rules));
  }

  private async decide({ id }: ChosenTicket, actor: Actor, decide: Deciding): Promise<Omit<TicketResult, 'id'>> {
    let outcome: TicketResult['outcome'] = 'unchanged';
    const { version } = await this.tickets.change(id, actor, (...given) => {
      const change = decide(...given);
      outcome = change ? 'changed' : 'unchanged';
      return change;
    });
    return { outcome, version };
  }

  /** Who has a ticket is decided by assignment; the ticket hears of it. */
  private async assign(one: ChosenTicket, { personId, reason }: HolderForAll, actor: Actor) {
    const ticket = await this.store.aggregates.need(one.id);
    if (one.version !== undefined && one.version < ticket.changedIn) {
      throw new Problem('version-conflict', { context: { currentVersion: ticket.version } });
    }
    const holder = 'assigneeId' in ticket ? ticket.assigneeId : undefined;
    if (holder === personId) return { outcome: 'unchanged' as const, version: ticket.version };
    const options = { actor, deadlineMs: 5_000 };
    if (personId === undefined) await this.bus.ask(returnTicket, { ticketId: one.id, reason }, options);
    else await this.bus.ask(assignTicket, { ticketId: one.id, personId, reason }, options);
    return { outcome: 'changed' as const };
  }
}

type Act = (ticket: ChosenTicket) => Promise<Omit<TicketResult, 'id'>>;

/** What cannot be said to have failed for good is not written down as refused. */
async function resultOf(ticket: ChosenTicket, act: Act): Promise<TicketResult> {
  const { id } = ticket;
  try {
    return { id, ...(await act(ticket)) };
  } catch (error) {
    const { code, detail, errors, retryable } = problemOf(error);
    if (retryable) throw error;
    return { id, outcome: 'refused', code, ...(detail && { detail }), ...(errors && { errors }) };
  }
}

const byPlace = (results: readonly TicketResult[], from: number): Record<string, TicketResult> =>
  Object.fromEntries(results.map((result, index) => [String(from + index), result]));

function summed(items: TicketResult[]): TicketResults {
  const count = (wanted: TicketResult['outcome']): number => items.filter(({ outcome }) => outcome === wanted).length;
  return { items, changed: count('changed'), refused: count('refused') };
}

const hashOf = (asked: object): string => createHash('sha256').update(JSON.stringify(asked)).digest('base64url');
