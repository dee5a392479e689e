import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Actor, OpenedTicket, OpenTicket, ReceiveMessage, TicketView } from '@deskbeat/contracts';
import { Attachments } from '../file/attachments.js';
import { settled, WithFiles } from '../file/with-files.js';
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
    private readonly attachments: Attachments,
  ) {}

  async open(request: OpenTicket, actor: Actor): Promise<OpenedTicket> {
    const now = this.tickets.now();
    const fileIds = request.attachments ?? [];
    if (fileIds.length === 0 || (await this.opening.isKnown(request))) {
      const { ticket, created } = await this.opening.open(request, actor, now);
      return { ticket: await this.tickets.view(ticket), created };
    }
    const id = uuid();
    const attaching = await this.attachments.attach(fileIds, id, 0, actor);
    let isNew = false;
    const opening = this.opening.open(request, actor, now, { id, attachments: attaching.attachments });
    const { ticket, created } = await settled(
      attaching,
      () => (isNew ? 1 : undefined),
      opening.then((opened) => ((isNew = opened.created), opened)),
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
    const id = uuid();
    const attaching = fileIds.length > 0 ? await this.attachments.attach(fileIds, id, 0, actor) : undefined;
    const next = await this.opening.followUp(
      closed,
      { ...message, attachments: attaching?.attachments },
      actor,
      now,
      id,
    );
    await (next.created ? attaching?.written(1) : attaching?.refused());
    return next.created ? this.tickets.view(next.ticket) : this.take(next.ticket._id, { ...message, fileIds }, actor);
  }
}
