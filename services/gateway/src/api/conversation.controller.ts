import { Controller, Get, Patch, Post } from '@nestjs/common';
import {
  AddNote,
  addNote,
  EditNote,
  editNote,
  GetTimeline,
  getTimeline,
  ReceiveMessage,
  receiveMessage,
  SendReply,
  sendReply,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { OpaqueTicket } from './opaque-ticket.pipe.js';

const tag = 'conversation';
const path = { id: 'ticketId' };

@Controller('api/v1/tickets/:id')
export class ConversationController {
  constructor(private readonly bus: Bus) {}

  @Post('notes')
  @Forwards(addNote, { tag, path, idempotent: true })
  note(@Asked(OpaqueTicket) asked: AddNote, @Caller() caller: AskOptions) {
    return this.bus.forward(addNote, asked, caller);
  }

  @Patch('notes/:entry')
  @Forwards(editNote, { tag, path: { ...path, entry: 'entry' } })
  edit(@Asked(OpaqueTicket) asked: EditNote, @Caller() caller: AskOptions) {
    return this.bus.forward(editNote, asked, caller);
  }

  @Post('replies')
  @Forwards(sendReply, { tag, path, idempotent: true })
  reply(@Asked(OpaqueTicket) asked: SendReply, @Caller() caller: AskOptions) {
    return this.bus.forward(sendReply, asked, caller);
  }

  @Post('messages')
  @Forwards(receiveMessage, { tag, path })
  receive(@Asked(OpaqueTicket) asked: ReceiveMessage, @Caller() caller: AskOptions) {
    return this.bus.forward(receiveMessage, asked, caller);
  }

  @Get('timeline')
  @Forwards(getTimeline, { tag, path, slow: true })
  timeline(@Asked(OpaqueTicket) asked: GetTimeline, @Caller() caller: AskOptions) {
    return this.bus.forward(getTimeline, asked, caller);
  }
}
