import { Injectable } from '@nestjs/common';
import type { Actor, ChangeStatus, TicketView, UpdateTicket } from '@deskbeat/contracts';
import { isForCustomer } from '@deskbeat/messaging';
import { Time } from '@deskbeat/service';
import { changedBy, needChanges } from '../field-rules/sent-fields.js';
import { FieldSights } from '../field-rules/field-sights.js';
import type { Change } from './domain/aftermath.js';
import { changeStatus } from './domain/change-status.js';
import { refuse, type TicketRules } from './domain/rules.js';
import type { Ticket } from './domain/ticket-state.js';
import { outsideOf } from './domain/outside.js';
import { cardOf, viewOf } from './domain/ticket-view.js';
import { update } from './domain/update.js';
import { FieldReferences } from './field-references.js';
import { RuleBook } from './rule-book.js';
import type { TicketDocument } from './ticket.schema.js';
import { TicketStore } from './ticket.store.js';

export type Deciding = (ticket: TicketDocument, now: Date, rules: TicketRules) => Change | undefined;

/** What people, customers and systems do to tickets. */
@Injectable()
export class TicketService {
  constructor(
    private readonly store: TicketStore,
    private readonly rules: RuleBook,
    private readonly references: FieldReferences,
    private readonly sights: FieldSights,
    private readonly time: Time,
  ) {}

  async update(command: UpdateTicket, actor: Actor): Promise<TicketView> {
    await this.checkReferences(command);
    return this.revise(command.ticketId, actor, (ticket, now, rules) => update(ticket, command, now, rules));
  }

  changeStatus(command: ChangeStatus, actor: Actor): Promise<TicketView> {
    return this.revise(command.ticketId, actor, (ticket, now, rules) =>
      changeStatus(ticket, command, now, rules, actor.kind),
    );
  }

  /**
   * Any change that is decided by the rules, on the newest state; the ticket as it is afterwards.
   * @throws Problem `forbidden` for a field that is not theirs to change, and what `decide` throws
   */
  async change(id: string, actor: Actor, decide: Deciding): Promise<TicketDocument> {
    const [rules, sight] = await Promise.all([this.rules.current(), this.sights.ofAnswered()]);
    const at = this.now();
    return this.store.revise(id, { actor, at }, (ticket) => {
      const change = decide(ticket, at, rules);
      if (sight && change) needChanges(sight, 'ticket', changedBy(change.facts));
      return change;
    });
  }

  async revise(id: string, actor: Actor, decide: Deciding): Promise<TicketView> {
    return this.view(await this.change(id, actor, decide));
  }

  async view(ticket: Ticket): Promise<TicketView> {
    const shown = isForCustomer() ? outsideOf : viewOf;
    return shown(ticket, this.now(), await this.rules.current());
  }

  /** For lists. */
  async cards(tickets: readonly Ticket[]): Promise<TicketView[]> {
    const [now, rules] = [this.now(), await this.rules.current()];
    const shown = isForCustomer() ? outsideOf : cardOf;
    return tickets.map((ticket) => shown(ticket, now, rules));
  }

  now(): Date {
    return new Date(this.time.now());
  }

  private async checkReferences({ ticketId, type, fields }: UpdateTicket): Promise<void> {
    const { types } = await this.rules.current(type);
    if (fields === undefined) return;
    const { type: current } = await this.store.aggregates.need(ticketId);
    refuse(await this.references.errors(types.get(type ?? current)?.fields ?? [], fields));
  }
}
