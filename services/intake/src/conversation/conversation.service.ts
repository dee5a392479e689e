import { Inject, Injectable } from '@nestjs/common';
import {
  Problem,
  type Actor,
  type AddNote,
  type EditNote,
  type ReceiveMessage,
  type SendReply,
  type TicketView,
} from '@deskbeat/contracts';
import { DraftService } from '../draft/draft.service.js';
import { IntakeConfig } from '../intake.config.js';
import { isKnown, needsFollowUp, note, receive, reply, type Arrival } from '../ticket/domain/conversation.js';
import type { Message } from '../ticket/domain/message.js';
import { mergedInto } from '../ticket/domain/ticket-state.js';
import { OpeningService } from '../ticket/opening.service.js';
import { TicketService } from '../ticket/ticket.service.js';
import { composed, written } from './composing.js';
import { ConversationReader } from './conversation-reader.service.js';
import { editNote } from './domain/edit-note.js';

const minuteMs = 60_000;

/** What people write on tickets. */
@Injectable()
export class ConversationService {
  constructor(
    private readonly tickets: TicketService,
    private readonly opening: OpeningService,
    private readonly reader: ConversationReader,
    private readonly drafts: DraftService,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  async note({ ticketId, draftVersion, ...writing }: AddNote, actor: Actor): Promise<TicketView> {
    const message = composed(writing, actor);
    const noted = await this.tickets.revise(ticketId, actor, (ticket, now) => note(ticket, message, now));
    await this.drafts.sent(ticketId, 'note', actor, draftVersion);
    return noted;
  }

  async reply({ ticketId, moveTo, draftVersion, ...writing }: SendReply, actor: Actor): Promise<TicketView> {
    const message = composed({ ...writing, ...(moveTo && { moveTo }) }, actor);
    const sent = { ...message, moveTo };
    const replied = await this.tickets.revise(ticketId, actor, (ticket, now, rules) => reply(ticket, sent, now, rules));
    await this.drafts.sent(ticketId, 'reply', actor, draftVersion);
    return replied;
  }

  /** A message to a closed ticket goes on in its follow-up, which is the ticket that comes back. */
  receive(command: ReceiveMessage, actor: Actor): Promise<TicketView> {
    const { ticketId, messageKey, channel } = command;
    return this.take(ticketId, { ...written(command), messageKey, channel }, actor);
  }

  /** Entries never change, so the note may be read before the ticket is. */
  async edit({ ticketId, entry: version, ...writing }: EditNote, actor: Actor): Promise<TicketView> {
    const message = composed(writing, actor);
    const { entry, mentioned } = await this.reader.entry(ticketId, version);
    if (!entry) throw new Problem('not-found', { context: { entity: 'entry', ticketId, version } });
    const windowMs = this.config.EDIT_WINDOW_MINUTES * minuteMs;
    const edit = { entry, mentioned, message, actor };
    return this.tickets.revise(ticketId, actor, (ticket, now) => editNote(ticket, edit, now, windowMs));
  }

  private async take(ticketId: string, message: Message & Arrival, actor: Actor): Promise<TicketView> {
    let closed = false;
    let elsewhere: string | undefined;
    const ticket = await this.tickets.change(ticketId, actor, (current, now, rules) => {
      elsewhere = isKnown(current, message) ? undefined : mergedInto(current);
      if (elsewhere !== undefined) return undefined;
      closed = needsFollowUp(current, now, rules) && !isKnown(current, message);
      return closed ? undefined : receive(current, message, now);
    });
    if (elsewhere !== undefined) return this.take(elsewhere, message, actor);
    if (!closed) return this.tickets.view(ticket);
    const next = await this.opening.followUp(ticket, message, actor, this.tickets.now());
    return next.created ? this.tickets.view(next.ticket) : this.take(next.ticket._id, message, actor);
  }
}
