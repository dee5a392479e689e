import { Injectable } from '@nestjs/common';
import type { Actor, TicketView, TickStep } from '@deskbeat/contracts';
import { PersonStore } from '../people/person.store.js';
import { tick } from '../ticket/domain/procedure.js';
import { TicketService } from '../ticket/ticket.service.js';

/** The standard procedure of a ticket's type. */
@Injectable()
export class ProcedureService {
  constructor(
    private readonly tickets: TicketService,
    private readonly people: PersonStore,
  ) {}

  async tick(command: TickStep, actor: Actor): Promise<TicketView> {
    const person = actor.kind === 'person' ? await this.people.load(actor.id) : undefined;
    const ticker = { actor, role: person?.active ? person.role : undefined };
    return this.tickets.revise(command.ticketId, actor, (ticket, now, rules) =>
      tick(ticket, command, ticker, now, rules),
    );
  }
}
