import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type AddFollower,
  type FollowerRole,
  type RemoveFollower,
  type SnoozeTicket,
  type TicketView,
  type WakeTicket,
} from '@deskbeat/contracts';
import { PersonStore } from '../people/person.store.js';
import { follow, snooze, unfollow, wake } from '../ticket/domain/attention.js';
import { refuse } from '../ticket/domain/rules.js';
import { TicketService } from '../ticket/ticket.service.js';

/** Who follows a ticket, and when it comes back. */
@Injectable()
export class AttentionService {
  constructor(
    private readonly tickets: TicketService,
    private readonly people: PersonStore,
  ) {}

  async follow(role: FollowerRole, { ticketId, personId }: AddFollower, actor: Actor): Promise<TicketView> {
    const id = meant(personId, actor);
    await this.checkIsThere(id);
    return this.tickets.revise(ticketId, actor, (ticket, now) => follow(ticket, role, id, now));
  }

  async unfollow(role: FollowerRole, { ticketId, personId }: RemoveFollower, actor: Actor): Promise<TicketView> {
    const id = meant(personId, actor);
    return this.tickets.revise(ticketId, actor, (ticket, now) => unfollow(ticket, role, id, now));
  }

  snooze({ ticketId, ...command }: SnoozeTicket, actor: Actor): Promise<TicketView> {
    return this.tickets.revise(ticketId, actor, (ticket, now) => snooze(ticket, command, now));
  }

  wake({ ticketId }: WakeTicket, actor: Actor): Promise<TicketView> {
    return this.tickets.revise(ticketId, actor, (ticket, now) => wake(ticket, 'person', now));
  }

  private async checkIsThere(personId: string): Promise<void> {
    const person = await this.people.load(personId);
    if (!person) refuse([{ pointer: '/personId', message: `${personId} is nobody of ours` }]);
    else if (!person.active) refuse([{ pointer: '/personId', message: `${person.name} is not there any more` }]);
  }
}

/** @throws Problem `validation-failed` when somebody else than a person means oneself */
function meant(personId: string | undefined, { kind, id }: Actor): string {
  if (personId !== undefined && personId !== 'me') return personId;
  if (kind !== 'person') refuse([{ pointer: '/personId', message: 'is needed: you are no person of ours' }]);
  return id;
}
