import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import {
  CannedReplyData,
  createCannedReply,
  getCannedReply,
  listCannedReplies,
  removeCannedReply,
  RenderCannedReply,
  renderCannedReply,
  ShelfQuery,
  ShelfRef,
  UpdateCannedReply,
  updateCannedReply,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { OpaqueTicket } from './opaque-ticket.pipe.js';

const tag = 'canned replies';
const path = { id: 'id' };

@Controller('api/v1')
export class CannedRepliesController {
  constructor(private readonly bus: Bus) {}

  @Post('canned-replies')
  @Forwards(createCannedReply, { tag, status: 201 })
  create(@Asked() asked: CannedReplyData, @Caller() caller: AskOptions) {
    return this.bus.forward(createCannedReply, asked, caller);
  }

  @Get('canned-replies')
  @Forwards(listCannedReplies, { tag, slow: true })
  list(@Asked() asked: ShelfQuery, @Caller() caller: AskOptions) {
    return this.bus.forward(listCannedReplies, asked, caller);
  }

  @Get('canned-replies/:id')
  @Forwards(getCannedReply, { tag, path })
  get(@Asked() asked: ShelfRef, @Caller() caller: AskOptions) {
    return this.bus.forward(getCannedReply, asked, caller);
  }

  @Put('canned-replies/:id')
  @Forwards(updateCannedReply, { tag, path, ifMatch: true })
  update(@Asked() asked: UpdateCannedReply, @Caller() caller: AskOptions) {
    return this.bus.forward(updateCannedReply, asked, caller);
  }

  @Delete('canned-replies/:id')
  @Forwards(removeCannedReply, { tag, path })
  remove(@Asked() asked: ShelfRef, @Caller() caller: AskOptions) {
    return this.bus.forward(removeCannedReply, asked, caller);
  }

  @Get('tickets/:ticketId/canned-replies/:id')
  @Forwards(renderCannedReply, { tag, path: { ...path, ticketId: 'ticketId' } })
  render(@Asked(OpaqueTicket) asked: RenderCannedReply, @Caller() caller: AskOptions) {
    return this.bus.forward(renderCannedReply, asked, caller);
  }
}
