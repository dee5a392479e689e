import { Inject, Injectable } from '@nestjs/common';
import type {
  Actor,
  AddNote,
  ChangeStatus,
  OpenedTicket,
  OpenTicket,
  ReceiveMessage,
  SendReply,
  TicketView,
  UpdateTicket,
} from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { IntakeConfig } from '../intake.config.js';
import type { Decision } from './domain/revision.js';
import { changeStatus } from './domain/change-status.js';
import { needsFollowUp, note, receive, reply } from './domain/conversation.js';
import { movesOf } from './domain/moves.js';
import type { TicketRules } from './domain/rules.js';
import type { Ticket } from './domain/ticket-state.js';
import { viewOf } from './domain/ticket-view.js';
import { update } from './domain/update.js';
import { OpeningService } from './opening.service.js';
import type { TicketDocument } from './ticket.schema.js';
import { TicketStore } from './ticket.store.js';

const dayMs = 24 * 60 * 60 * 1000;

/** What people, customers and systems do to tickets. */
@Injectable()
export class TicketService {
  private readonly rules: TicketRules;

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

  note({ ticketId, text }: AddNote, actor: Actor): Promise<TicketView> {
    return this.revise(ticketId, actor, (ticket, now) => note(ticket, text, now));
  }

  reply(command: SendReply, actor: Actor): Promise<TicketView> {
    return this.revise(command.ticketId, actor, (ticket, now) => reply(ticket, command, now, this.rules));
  }

  changeStatus(command: ChangeStatus, actor: Actor): Promise<TicketView> {
    return this.revise(command.ticketId, actor, (ticket, now) => changeStatus(ticket, command, now, this.rules));
  }

  /** A message to a closed ticket goes on in its follow-up, which is the ticket that comes back. */
  async receive(command: ReceiveMessage, actor: Actor): Promise<TicketView> {
    const now = this.now();
    let closed = false;
    const ticket = await this.store.revise(command.ticketId, { actor, at: now }, (current) => {
      closed = needsFollowUp(current, now, this.rules) && !isKnown(current, command);
      return closed ? undefined : receive(current, command, now);
    });
    if (!closed) return this.view(ticket);
    const next = await this.opening.followUp(ticket, command, actor, now);
    return next.created ? this.view(next.ticket) : this.receive({ ...command, ticketId: next.ticket._id }, actor);
  }

  view(ticket: Ticket): TicketView {
    return viewOf(ticket, movesOf(ticket, this.now(), this.rules));
  }

  private now(): Date {
    return new Date(this.time.now());
  }

  private async revise(id: string, actor: Actor, decide: (ticket: Ticket, now: Date) => Decision): Promise<TicketView> {
    const at = this.now();
    const revised = await this.store.revise(id, { actor, at }, (ticket) => decide(ticket, at));
    return this.view(revised);
  }
}

const isKnown = ({ messageKeys }: TicketDocument, { messageKey }: ReceiveMessage): boolean =>
  messageKey !== undefined && messageKeys.includes(messageKey);
