import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Problem, type Actor, type MergeTicket, type TicketView } from '@deskbeat/contracts';
import { absorb, begin, commit, drop, intentOf, stepOf, verdictOn, type Step } from '../ticket/domain/merge.js';
import { mergedInto } from '../ticket/domain/ticket-state.js';
import { TicketReader } from '../ticket/ticket-reader.service.js';
import { TicketService } from '../ticket/ticket.service.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { TicketStore } from '../ticket/ticket.store.js';

const attempts = 12;

/** One ticket goes on in another. Each step is one write, and whoever finds one half done finishes it. */
@Injectable()
export class MergeService {
  constructor(
    private readonly store: TicketStore,
    private readonly tickets: TicketService,
    private readonly reader: TicketReader,
  ) {}

  /** @returns the ticket in which both go on */
  async merge({ ticketId, into, reason }: MergeTicket, actor: Actor): Promise<TicketView> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const source = await this.store.aggregates.need(ticketId);
      const target = await this.finalOf(await this.reader.named(into, '/into'));
      if (mergedInto(source) !== undefined) return this.tickets.view(await this.sameEnd(source, target));
      checkTarget(source, target);
      if (!source.merging) {
        const intent = intentOf(uuid(), target._id, actor, reason);
        await this.tickets.change(ticketId, actor, (ticket, now) =>
          ticket.merging ? undefined : begin(ticket, intent, now),
        );
      }
      await this.settle(ticketId);
    }
    throw new Problem('overloaded', { detail: 'too many merges at once', context: { ticketId } });
  }

  /** The ticket in which one goes on after all merges: itself if it was not merged. */
  async finalOf(ticket: TicketDocument): Promise<TicketDocument> {
    let last = ticket;
    for (let into = mergedInto(last); into !== undefined; into = mergedInto(last)) {
      last = await this.store.aggregates.need(into);
    }
    return last;
  }

  /** Carries a wish to merge out, or drops it, wherever it was left. */
  async settle(sourceId: string): Promise<void> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const source = await this.store.aggregates.load(sourceId);
      if (!source?.merging) return;
      const { id, into, by } = source.merging;
      const verdict = verdictOn(stepOf(source), await this.wayFrom(into, sourceId));
      switch (verdict.do) {
        case 'commit':
          return this.bringIn(await this.tickets.change(sourceId, by, (ticket, now) => commit(ticket, id, now)), by);
        case 'drop':
          await this.tickets.change(sourceId, by, (ticket, now) => drop(ticket, id, verdict.reason, now));
          return;
        case 'drop-other':
          await this.tickets.change(verdict.id, by, (ticket, now) =>
            drop(ticket, verdict.intent, 'it would make a circle', now),
          );
      }
    }
    throw new Problem('overloaded', { detail: 'too many merges at once', context: { ticketId: sourceId } });
  }

  /** The target takes note of a ticket that was merged into it. */
  async bringIn(source: TicketDocument, actor: Actor): Promise<void> {
    const into = mergedInto(source);
    if (into === undefined) return;
    await this.tickets.change(into, actor, (target, now) => absorb(target, source, now));
  }

  async bringInById(sourceId: string, actor: Actor): Promise<void> {
    await this.bringIn(await this.store.aggregates.need(sourceId), actor);
  }

  /** Where tickets go on or are wanted to, from one on until `end`, the last of them, or one that came before. */
  private async wayFrom(id: string, end: string): Promise<Step[]> {
    const way: Step[] = [];
    const seen = new Set<string>();
    for (let next: string | undefined = id; next !== undefined && next !== end && !seen.has(next);) {
      seen.add(next);
      const step = stepOf(await this.store.aggregates.need(next));
      way.push(step);
      next = step.into;
    }
    return way;
  }

  private async sameEnd(source: TicketDocument, target: TicketDocument): Promise<TicketDocument> {
    const end = await this.finalOf(source);
    if (end._id === target._id) return end;
    throw new Problem('move-not-allowed', {
      detail: `the ticket was merged into ${end.number}`,
      context: { from: 'closed', mergedInto: end._id },
    });
  }
}

function checkTarget(source: TicketDocument, target: TicketDocument): void {
  if (target._id === source._id) {
    const message = 'is this ticket, or goes on in it';
    throw new Problem('validation-failed', { errors: [{ pointer: '/into', message }] });
  }
  if (target.inside && !source.inside) {
    const message = 'is a ticket that the customer does not know of: what they write would go there';
    throw new Problem('validation-failed', { errors: [{ pointer: '/into', message }] });
  }
  if (target.status === 'closed') {
    throw new Problem('move-not-allowed', {
      detail: 'nothing is merged into a closed ticket',
      context: { from: 'closed' },
    });
  }
}
