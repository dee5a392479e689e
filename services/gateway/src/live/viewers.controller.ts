import { Controller, Get, Put } from '@nestjs/common';
import { SeenTicket, SeeTicket, ticketSeen, TicketViewers } from '@deskbeat/contracts';
import type { AskOptions } from '@deskbeat/messaging';
import { OpaqueTicket } from '../api/opaque-ticket.pipe.js';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { TicketSight } from './ticket-sight.js';
import { ViewersService } from './viewers.service.js';

const tag = 'live';
const { subject } = ticketSeen;
const seeing = {
  subject,
  summary: 'Say that one has a ticket open, and hear who else',
  payload: SeeTicket,
  reply: TicketViewers,
};
const looking = {
  subject,
  summary: 'Who has a ticket open, and who writes',
  payload: SeenTicket,
  reply: TicketViewers,
};

@Controller('api/v1/tickets/:id/viewers')
export class ViewersController {
  constructor(
    private readonly viewers: ViewersService,
    private readonly sight: TicketSight,
  ) {}

  @Get()
  @Forwards(looking, { tag, path: { id: 'ticketId' } })
  async of(@Asked(OpaqueTicket) { ticketId }: SeenTicket, @Caller() caller: AskOptions): Promise<TicketViewers> {
    await this.sight.need(caller, ticketId);
    return this.viewers.of(ticketId);
  }

  @Put()
  @Forwards(seeing, { tag, path: { id: 'ticketId' } })
  async see(@Asked(OpaqueTicket) asked: SeeTicket, @Caller() caller: AskOptions): Promise<TicketViewers> {
    await this.sight.need(caller, asked.ticketId);
    return this.viewers.see(asked, caller.actor);
  }
}
