import { Controller, Get, Headers, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  AssignTicket,
  assignTicket,
  ChangeStatus,
  changeStatus,
  GetAssignment,
  getAssignment,
  GetClock,
  getClock,
  GetTicket,
  getTicket,
  ListNotices,
  listNotices,
  ListTickets,
  listTickets,
  MoveToQueue,
  moveToQueue,
  OpenTicket,
  openTicket,
  ReturnTicket,
  returnTicket,
  TicketView,
  UpdateTicket,
  updateTicket,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { opened, opening } from './opening.js';
import { OpaqueTicket } from './opaque-ticket.pipe.js';

const tag = 'tickets';
const path = { id: 'ticketId' };

@Controller('api/v1/tickets')
export class TicketsController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @Forwards(openTicket, { tag, status: 201, reply: TicketView })
  async open(
    @Asked() asked: OpenTicket,
    @Headers('idempotency-key') key: string | undefined,
    @Caller() caller: AskOptions,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TicketView> {
    return opened(await this.bus.ask(openTicket, opening(asked, key), caller), reply);
  }

  @Get()
  @Forwards(listTickets, { tag, slow: true })
  list(@Asked() asked: ListTickets, @Caller() caller: AskOptions) {
    return this.bus.forward(listTickets, asked, caller);
  }

  @Get(':id')
  @Forwards(getTicket, { tag, path: { id: 'id' } })
  get(@Asked() asked: GetTicket, @Caller() caller: AskOptions) {
    return this.bus.forward(getTicket, asked, caller);
  }

  @Patch(':id')
  @Forwards(updateTicket, { tag, path, ifMatch: true })
  update(@Asked(OpaqueTicket) asked: UpdateTicket, @Caller() caller: AskOptions) {
    return this.bus.forward(updateTicket, asked, caller);
  }

  @Post(':id/status')
  @Forwards(changeStatus, { tag, path, ifMatch: true })
  move(@Asked(OpaqueTicket) asked: ChangeStatus, @Caller() caller: AskOptions) {
    return this.bus.forward(changeStatus, asked, caller);
  }

  @Get(':id/assignment')
  @Forwards(getAssignment, { tag, path })
  assignment(@Asked(OpaqueTicket) asked: GetAssignment, @Caller() caller: AskOptions) {
    return this.bus.forward(getAssignment, asked, caller);
  }

  @Post(':id/assignment')
  @Forwards(assignTicket, { tag, path })
  assign(@Asked(OpaqueTicket) asked: AssignTicket, @Caller() caller: AskOptions) {
    return this.bus.forward(assignTicket, asked, caller);
  }

  @Post(':id/assignment/return')
  @Forwards(returnTicket, { tag, path })
  giveBack(@Asked(OpaqueTicket) asked: ReturnTicket, @Caller() caller: AskOptions) {
    return this.bus.forward(returnTicket, asked, caller);
  }

  @Post(':id/assignment/move')
  @Forwards(moveToQueue, { tag, path })
  moveToQueue(@Asked(OpaqueTicket) asked: MoveToQueue, @Caller() caller: AskOptions) {
    return this.bus.forward(moveToQueue, asked, caller);
  }

  @Get(':id/clock')
  @Forwards(getClock, { tag, path })
  clock(@Asked(OpaqueTicket) asked: GetClock, @Caller() caller: AskOptions) {
    return this.bus.forward(getClock, asked, caller);
  }

  @Get(':id/notices')
  @Forwards(listNotices, { tag, path, slow: true })
  notices(@Asked(OpaqueTicket) asked: ListNotices, @Caller() caller: AskOptions) {
    return this.bus.forward(listNotices, asked, caller);
  }
}
