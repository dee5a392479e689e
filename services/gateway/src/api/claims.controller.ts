import { Controller, Post } from '@nestjs/common';
import { AcceptTicket, acceptTicket, ClaimTicket, claimTicket, TakeNext, takeNext } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { OpaqueTicket } from './opaque-ticket.pipe.js';

@Controller('api/v1')
export class ClaimsController {
  constructor(private readonly bus: Bus) {}

  @Post('tickets/:id/assignment/claim')
  @Forwards(claimTicket, { tag: 'tickets', path: { id: 'ticketId' } })
  claim(@Asked(OpaqueTicket) asked: ClaimTicket, @Caller() caller: AskOptions) {
    return this.bus.forward(claimTicket, asked, caller);
  }

  @Post('tickets/:id/assignment/accept')
  @Forwards(acceptTicket, { tag: 'tickets', path: { id: 'ticketId' } })
  accept(@Asked(OpaqueTicket) asked: AcceptTicket, @Caller() caller: AskOptions) {
    return this.bus.forward(acceptTicket, asked, caller);
  }

  @Post('people/:id/next-ticket')
  @Forwards(takeNext, { tag: 'people', path: { id: 'personId' } })
  takeNext(@Asked() asked: TakeNext, @Caller() caller: AskOptions) {
    return this.bus.forward(takeNext, asked, caller);
  }
}
