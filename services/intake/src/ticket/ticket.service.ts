import { Inject, Injectable } from '@nestjs/common';
import type { Actor, ChangeStatus, OpenedTicket, OpenTicket, TicketView, UpdateTicket } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { IntakeConfig } from '../intake.config.js';
import type { Decision } from './domain/revision.js';
import { changeStatus } from './domain/change-status.js';
import { movesOf } from './domain/moves.js';
import type { TicketRules } from './domain/rules.js';
import type { Ticket } from './domain/ticket-state.js';
import { viewOf } from './domain/ticket-view.js';
import { update } from './domain/update.js';
import { OpeningService } from './opening.service.js';
import { TicketStore } from './ticket.store.js';

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

  view(ticket: Ticket): TicketView {
    return viewOf(ticket, movesOf(ticket, this.now(), this.rules));
  }

  now(): Date {
    return new Date(this.time.now());
  }

  /** Decides on the newest state. */
  async revise(id: string, actor: Actor, decide: (ticket: Ticket, now: Date) => Decision): Promise<TicketView> {
    const at = this.now();
    const revised = await this.store.revise(id, { actor, at }, (ticket) => decide(ticket, at));
    return this.view(revised);
  }
}
