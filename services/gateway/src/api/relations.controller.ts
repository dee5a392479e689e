import { Controller, Delete, Get, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  GetRelations,
  getRelations,
  LinkTickets,
  linkTickets,
  MergeTicket,
  mergeTicket,
  OpenFollowUp,
  openFollowUp,
  OpenSubticket,
  openSubticket,
  SplitTicket,
  splitTicket,
  TicketView,
  UnlinkTickets,
  unlinkTickets,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { OpaqueTicket } from './opaque-ticket.pipe.js';
import { opened } from './opening.js';

const tag = 'relations';
const path = { id: 'ticketId' };
const opening = { tag, path, status: 201, reply: TicketView };

@Controller('api/v1/tickets/:id')
export class RelationsController {
  constructor(private readonly bus: Bus) {}

  @Get('relations')
  @Forwards(getRelations, { tag, path })
  of(@Asked(OpaqueTicket) asked: GetRelations, @Caller() caller: AskOptions) {
    return this.bus.forward(getRelations, asked, caller);
  }

  @Post('links')
  @Forwards(linkTickets, { tag, path })
  link(@Asked(OpaqueTicket) asked: LinkTickets, @Caller() caller: AskOptions) {
    return this.bus.forward(linkTickets, asked, caller);
  }

  @Delete('links/:kind/:to')
  @Forwards(unlinkTickets, { tag, path: { ...path, kind: 'kind', to: 'to' } })
  unlink(@Asked(OpaqueTicket) asked: UnlinkTickets, @Caller() caller: AskOptions) {
    return this.bus.forward(unlinkTickets, asked, caller);
  }

  @Post('children')
  @Forwards(openSubticket, { ...opening, idempotent: true })
  async openSubticket(
    @Asked(OpaqueTicket) asked: OpenSubticket,
    @Caller() caller: AskOptions,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return opened(await this.bus.ask(openSubticket, asked, caller), reply);
  }

  @Post('splits')
  @Forwards(splitTicket, { ...opening, idempotent: true })
  async split(
    @Asked(OpaqueTicket) asked: SplitTicket,
    @Caller() caller: AskOptions,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return opened(await this.bus.ask(splitTicket, asked, caller), reply);
  }

  @Post('follow-up')
  @Forwards(openFollowUp, opening)
  async followUp(
    @Asked(OpaqueTicket) asked: OpenFollowUp,
    @Caller() caller: AskOptions,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return opened(await this.bus.ask(openFollowUp, asked, caller), reply);
  }

  @Post('merge')
  @Forwards(mergeTicket, { tag, path })
  merge(@Asked(OpaqueTicket) asked: MergeTicket, @Caller() caller: AskOptions) {
    return this.bus.forward(mergeTicket, asked, caller);
  }
}
