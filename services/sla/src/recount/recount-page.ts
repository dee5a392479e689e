import { Injectable } from '@nestjs/common';
import { clockBreached, getTicket, problemOf, type RecountChange } from '@deskbeat/contracts';
import { Bus, isOutage } from '@deskbeat/messaging';
import { ClockService } from '../clock/clock.service.js';
import { ClockStore, type ClockDocument } from '../clock/clock.store.js';
import { learn, recount, type Clock, type Outcome } from '../domain/clock.js';
import { lastVersion, type Queued } from '../domain/history.js';
import { asksForQueue, type Rules } from '../domain/rules.js';
import { Rulebooks } from '../rules/rulebooks.js';
import { shownChanges, type RecountDocument } from './recount.store.js';

const page = 100;
const actor = { kind: 'system', id: 'sla' } as const;

/** The next tickets of a recount. */
@Injectable()
export class RecountPage {
  constructor(
    private readonly clocks: ClockStore,
    private readonly service: ClockService,
    private readonly rulebooks: Rulebooks,
    private readonly bus: Bus,
  ) {}

  /** @returns the recount after them, or `end` when there are no more */
  async after(recount: RecountDocument, rules: Rules): Promise<RecountDocument | 'end'> {
    const found = await this.clocks.openAfter(recount.cursor, page);
    if (found.length === 0) return 'end';
    const wanted = found.filter(({ policyId, edition = 0 }) => {
      return edition < recount.edition && (recount.policyId === undefined || policyId === recount.policyId);
    });
    const outcomes = await Promise.all(wanted.map((clock) => this.one(clock, recount, rules)));
    const done = found.filter((clock) => isCounted(clock, recount._id)).length;
    const changes = outcomes.filter((one) => typeof one === 'object');
    return {
      ...recount,
      cursor: found.at(-1)!._id,
      seen: recount.seen + found.length,
      changed: recount.changed + changes.length + done,
      breaches: recount.breaches + changes.reduce((sum, { breaches }) => sum + breaches, 0),
      failed: recount.failed + outcomes.filter((one) => one === 'failed').length,
      changes: [...recount.changes, ...changes].slice(0, shownChanges),
    };
  }

  private async one(
    clock: ClockDocument,
    { _id: id, dryRun }: RecountDocument,
    rules: Rules,
  ): Promise<RecountChange | 'unchanged' | 'failed'> {
    const ticketId = clock._id;
    try {
      const queued = await this.missingQueue(clock, rules);
      const outcome = await this.preview(clock, id, rules, queued);
      if (outcome === 'unchanged') return outcome;
      if (!dryRun) {
        if (queued) await this.service.hear(ticketId, queued);
        await this.service.recount(ticketId, id, rules);
      }
      return changeOf(ticketId, clock, outcome);
    } catch (error) {
      if (isOutage(error)) throw error;
      return 'failed';
    }
  }

  private preview(clock: Clock & { _id: string }, id: string, rules: Rules, queued?: Queued) {
    const at = { now: this.service.now() };
    return this.rulebooks.by((rulebook) => {
      const learned = queued ? learn(clock._id, clock, queued, rulebook, at) : 'known';
      const known = learned === 'known' ? clock : learned.clock;
      const outcome = recount(clock._id, known, id, rulebook, at);
      if (outcome !== 'unchanged' || learned === 'known') return outcome;
      return learned.clock.policyId === clock.policyId ? 'unchanged' : learned;
    }, rules);
  }

  /** While no policy asked for queues they were not kept: the ticket's owner knows. */
  private async missingQueue({ _id, history }: ClockDocument, rules: Rules): Promise<Queued | undefined> {
    if (!asksForQueue(rules) || history.some(({ kind }) => kind === 'queued')) return undefined;
    const ticket = await this.bus.ask(getTicket, { id: _id }, { actor }).catch((error: unknown) => {
      if (problemOf(error).code === 'not-found') return undefined;
      throw error;
    });
    if (ticket?.queueId === undefined) return undefined;
    const at = new Date(this.service.now());
    return { kind: 'queued', version: lastVersion(history), seen: 0, at, queueId: ticket.queueId };
  }
}

const isCounted = ({ history }: Clock, id: string): boolean =>
  history.some((entry) => entry.kind === 'recounted' && entry.recountId === id);

function changeOf(ticketId: string, before: Clock, { clock: after, sayings }: Outcome): RecountChange {
  return {
    ticketId,
    policyBefore: before.policyId!,
    policyAfter: after.policyId!,
    ...(before.dueAt && { dueBefore: before.dueAt.toISOString() }),
    ...(after.dueAt && { dueAfter: after.dueAt.toISOString() }),
    breaches: sayings.filter(({ contract }) => contract === clockBreached).length,
  };
}
