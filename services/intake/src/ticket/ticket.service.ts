import { Inject, Injectable } from '@nestjs/common';
import type { Actor, ChangeStatus, OpenedTicket, OpenTicket, TicketView, UpdateTicket } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { IntakeConfig } from '../intake.config.js';
import type { Change } from './domain/aftermath.js';
import { changeStatus } from './domain/change-status.js';
import { movesOf } from './domain/moves.js';
import type { TicketRules } from './domain/rules.js';
import type { Ticket } from './domain/ticket-state.js';
import { viewOf } from './domain/ticket-view.js';
import { update } from './domain/update.js';
import { OpeningService } from './opening.service.js';
import type { TicketDocument } from './ticket.schema.js';
import { TicketStore } from './ticket.store.js';

export type Deciding = (ticket: Ticket, now: Date, rules: TicketRules) => Change | undefined;

const dayMs = 24 * 60 * 60 * 1000;

/** What people, customers and systems do to tickets. */
@Injectable()
export class TicketService {
  readonly rules: TicketRules;

  constructor(
    private readonly store: TicketStore,
    private readonly opening: OpeningService,
    private readonly time: Time,
    @Inject(IntakeConfig) config: IntakeConfig,
  ) {
    this.rules = { reopenWindowMs: config.REOPEN_WINDOW_DAYS * dayMs, types: new Map() };
  }

  async open(request: OpenTicket, actor: Actor): Promise<OpenedTicket> {
    const { ticket, created } = await this.opening.open(request, actor, this.now());
    return { ticket: this.view(ticket), created };
  }

  update(command: UpdateTicket, actor: Actor): Promise<TicketView> {
    return this.revise(command.ticketId, actor, (ticket, now) => update(ticket, command, now, this.rules));
  }

  changeStatus(command: ChangeStatus, actor: Actor): Promise<TicketView> {
    return this.revise(command.ticketId, actor, (ticket, now) => changeStatus(ticket, command, now, this.rules));
  }

  /** Any change that is decided by the rules; the ticket as it is afterwards. */
  change(id: string, actor: Actor, decide: Deciding): Promise<TicketDocument> {
    const at = this.now();
    return this.store.revise(id, { actor, at }, (ticket) => decide(ticket, at, this.rules));
  }

  view(ticket: Ticket): TicketView {
    return viewOf(ticket, movesOf(ticket, this.now(), this.rules));
  }

  now(): Date {
    return new Date(this.time.now());
  }

  /** Decides on the newest state. */
  async revise(id: string, actor: Actor, decide: Deciding): Promise<TicketView> {
    return this.view(await this.change(id, actor, decide));
  }
}
