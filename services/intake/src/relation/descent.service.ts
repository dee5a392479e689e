import { Injectable } from '@nestjs/common';
import {
  Problem,
  type Actor,
  type OpenedTicket,
  type OpenFollowUp,
  type OpenSubticket,
  type SplitTicket,
} from '@deskbeat/contracts';
import { Teams } from '../people/teams.js';
import { checkNotClosed } from '../ticket/domain/change.js';
import { roomErrors } from '../ticket/domain/children.js';
import type { Link } from '../ticket/domain/relation.js';
import { refuse } from '../ticket/domain/rules.js';
import { OpeningService, type Opened } from '../ticket/opening.service.js';
import { TicketService } from '../ticket/ticket.service.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { MergeService } from './merge.service.js';
import { RelationsService } from './relations.service.js';
import { SplittingService } from './splitting.service.js';

/** Tickets that people make of others. */
@Injectable()
export class DescentService {
  constructor(
    private readonly store: TicketStore,
    private readonly tickets: TicketService,
    private readonly opening: OpeningService,
    private readonly relations: RelationsService,
    private readonly splitting: SplittingService,
    private readonly merges: MergeService,
    private readonly teams: Teams,
  ) {}

  async subticket(command: OpenSubticket, actor: Actor): Promise<OpenedTicket> {
    const { ticketId, idempotencyKey: key, ...said } = command;
    const { subject, text, type, priority, queueId, gates = true } = said;
    const intakeKey = key && JSON.stringify(['sub-ticket', ticketId, key]);
    const known = intakeKey && (await this.opening.openedWith(intakeKey, said));
    if (known) return this.told({ ticket: known, created: false });
    const parent = await this.store.aggregates.need(ticketId);
    checkNotClosed(parent);
    refuse(roomErrors(parent, '/ticketId'));
    await this.teams.needQueue(queueId);
    const now = this.tickets.now();
    const links: Link[] = [{ kind: 'child', to: ticketId, ...(gates && { gates }), at: now }];
    const request = { subject, text, type, priority: priority ?? parent.priority };
    const watchers = actor.kind === 'person' ? [actor.id] : [];
    const given = { now, links, queueId, intakeKey, said, inside: true, watchers } as const;
    return this.told(await this.opening.from(parent, request, actor, given));
  }

  async split(command: SplitTicket, actor: Actor): Promise<OpenedTicket> {
    const known = await this.splitting.known(command);
    if (known) return this.told({ ticket: known, created: false });
    await this.teams.needQueue(command.queueId);
    const origin = await this.store.aggregates.need(command.ticketId);
    return this.told(await this.splitting.split(origin, command, actor, this.tickets.now()));
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
