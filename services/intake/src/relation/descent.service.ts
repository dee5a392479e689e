import { Injectable } from '@nestjs/common';
import {
  Problem,
  ticketMessageReceived,
  ticketOpened,
  ticketReplied,
  type Actor,
  type OpenedTicket,
  type OpenFollowUp,
  type OpenSubticket,
  type SplitTicket,
} from '@deskbeat/contracts';
import { ConversationReader } from '../conversation/conversation-reader.service.js';
import { checkNotClosed } from '../ticket/domain/change.js';
import type { Link } from '../ticket/domain/relation.js';
import { OpeningService, type Opened } from '../ticket/opening.service.js';
import { TicketService } from '../ticket/ticket.service.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { MergeService } from './merge.service.js';
import { RelationsService } from './relations.service.js';

/** Entries that a customer wrote or was written to. Notes are nobody's business outside. */
const publicMessages = [ticketOpened, ticketReplied, ticketMessageReceived].map(({ subject }) => subject);

/** Tickets that people make of others. */
@Injectable()
export class DescentService {
  constructor(
    private readonly store: TicketStore,
    private readonly tickets: TicketService,
    private readonly opening: OpeningService,
    private readonly relations: RelationsService,
    private readonly conversations: ConversationReader,
    private readonly merges: MergeService,
  ) {}

  async subticket(command: OpenSubticket, actor: Actor): Promise<OpenedTicket> {
    const { ticketId, subject, text, type, priority, queueId, gates = true, idempotencyKey: key } = command;
    const parent = await this.store.aggregates.need(ticketId);
    checkNotClosed(parent);
    const now = this.tickets.now();
    const links: Link[] = [{ kind: 'child', to: ticketId, ...(gates && { gates }), at: now }];
    const intakeKey = key && keyOf('sub-ticket', ticketId, key);
    const request = { subject, text, type, priority: priority ?? parent.priority };
    return this.told(await this.opening.from(parent, request, actor, { now, links, queueId, intakeKey }));
  }

  /** The message stays where it is; the new ticket begins with it. */
  async split(command: SplitTicket, actor: Actor): Promise<OpenedTicket> {
    const { ticketId, entry: version, type, queueId, idempotencyKey = String(version) } = command;
    const origin = await this.store.aggregates.need(ticketId);
    const { entry } = await this.conversations.entry(ticketId, version);
    if (entry?.text === undefined || !publicMessages.includes(entry.subject)) {
      throw new Problem('not-found', { context: { entity: 'message', ticketId, version } });
    }
    const now = this.tickets.now();
    const { subject = origin.subject, priority = origin.priority } = command;
    const given = {
      now,
      links: [{ kind: 'split', to: ticketId, at: now } as const],
      queueId,
      html: entry.html,
      intakeKey: keyOf('split', ticketId, idempotencyKey),
    };
    const request = { subject, type: type ?? origin.type, priority, text: entry.text };
    return this.told(await this.opening.from(origin, request, actor, given));
  }

  /** The one ticket that goes on from a closed one; of a chain of them the last. */
  async followUp({ ticketId, subject, text }: OpenFollowUp, actor: Actor): Promise<OpenedTicket> {
    let closed = await this.merges.finalOf(await this.store.aggregates.need(ticketId));
    for (;;) {
      if (closed.status !== 'closed') {
        throw new Problem('move-not-allowed', {
          detail: 'only a closed ticket has a follow-up',
          context: { from: closed.status },
        });
      }
      const { _id: followUpOf, type, priority } = closed;
      const request = { subject: subject ?? closed.subject, text, type, priority };
      const opened = await this.opening.from(closed, request, actor, { now: this.tickets.now(), followUpOf });
      if (opened.created || opened.ticket.status !== 'closed') return this.told(opened);
      closed = await this.merges.finalOf(opened.ticket);
      if (closed.status !== 'closed') return this.told({ ticket: closed, created: false });
    }
  }

  private async told({ ticket, created }: Opened): Promise<OpenedTicket> {
    await this.relations.tellNow(ticket);
    return { ticket: await this.tickets.view(ticket), created };
  }
}

const keyOf = (...parts: [how: string, ticketId: string, key: string]): string => JSON.stringify(parts);
