import { Injectable } from '@nestjs/common';
import type { Actor, OpenedTicket, OpenTicket, ReceiveMessage, TicketView } from '@deskbeat/contracts';
import { WithFiles } from '../file/with-files.js';
import { isKnown, needsFollowUp, receive, type Arrival } from '../ticket/domain/conversation.js';
import type { Message } from '../ticket/domain/message.js';
import { mergedInto } from '../ticket/domain/ticket-state.js';
import { OpeningService } from '../ticket/opening.service.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { TicketService } from '../ticket/ticket.service.js';
import { written } from './composing.js';

type Incoming = Message & Arrival & { fileIds: readonly string[] };

/** What customers write: the first message of a ticket and those that follow. */
@Injectable()
export class ReceivingService {
  constructor(
    private readonly tickets: TicketService,
    private readonly opening: OpeningService,
    private readonly files: WithFiles,
  ) {}

  async open(request: OpenTicket, actor: Actor): Promise<OpenedTicket> {
    const now = this.tickets.now();
    const { attachments: sent = [], intakeKey } = request;
    const isKnown = (): Promise<boolean> => this.opening.isKnown(request);
    const fileIds = sent.length > 0 && (await isKnown()) ? [] : sent;
    const { ticket, created } = await this.files.open(
      fileIds,
      actor,
      (filed) => this.opening.open(request, actor, now, filed),
      intakeKey && isKnown,
    );
    return { ticket: await this.tickets.view(ticket), created };
  }

  /** A message to a closed ticket goes on in its follow-up, to a merged one in its target: the ticket that comes back. */
  receive(command: ReceiveMessage, actor: Actor): Promise<TicketView> {
    const { ticketId, messageKey, channel, attachments: fileIds = [] } = command;
    return this.take(ticketId, { ...written(command), messageKey, channel, fileIds }, actor);
  }

  private async take(ticketId: string, { fileIds, ...message }: Incoming, actor: Actor): Promise<TicketView> {
    let closed: TicketDocument | undefined;
    let elsewhere: string | undefined;
    const view = await this.files.revise(ticketId, fileIds, actor, (ticket, now, rules, attachments) => {
      const known = isKnown(ticket, message);
      elsewhere = known ? undefined : mergedInto(ticket);
      closed = !known && elsewhere === undefined && needsFollowUp(ticket, now, rules) ? ticket : undefined;
      return (elsewhere ?? closed) ? undefined : receive(ticket, { ...message, attachments }, now);
    });
    if (elsewhere !== undefined) return this.take(elsewhere, { ...message, fileIds }, actor);
    return closed ? this.goOn(closed, { ...message, fileIds }, actor) : view;
  }

  private async goOn(closed: TicketDocument, { fileIds, ...message }: Incoming, actor: Actor): Promise<TicketView> {
    const now = this.tickets.now();
    const next = await this.files.open(fileIds, actor, ({ id, attachments }) =>
      this.opening.followUp(closed, { ...message, attachments }, actor, now, id),
    );
    return next.created ? this.tickets.view(next.ticket) : this.take(next.ticket._id, { ...message, fileIds }, actor);
  }
}
