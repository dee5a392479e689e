import { Controller, Delete, Get, Put } from '@nestjs/common';
import {
  DiscardDraft,
  discardDraft,
  GetDraft,
  getDraft,
  ListDrafts,
  listDrafts,
  SaveDraft,
  saveDraft,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { OpaqueTicket } from './opaque-ticket.pipe.js';

const tag = 'conversation';
const path = { id: 'ticketId', kind: 'kind' };

@Controller('api/v1/tickets/:id/drafts')
export class DraftsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(listDrafts, { tag, path: { id: 'ticketId' } })
  list(@Asked(OpaqueTicket) asked: ListDrafts, @Caller() caller: AskOptions) {
    return this.bus.forward(listDrafts, asked, caller);
  }

  @Get(':kind')
  @Forwards(getDraft, { tag, path })
  get(@Asked(OpaqueTicket) asked: GetDraft, @Caller() caller: AskOptions) {
    return this.bus.forward(getDraft, asked, caller);
  }

  @Put(':kind')
  @Forwards(saveDraft, { tag, path, ifMatch: 'unless new' })
  save(@Asked(OpaqueTicket) asked: SaveDraft, @Caller() caller: AskOptions) {
    return this.bus.forward(saveDraft, asked, caller);
  }

  @Delete(':kind')
  @Forwards(discardDraft, { tag, path })
  discard(@Asked(OpaqueTicket) asked: DiscardDraft, @Caller() caller: AskOptions) {
    return this.bus.forward(discardDraft, asked, caller);
  }
}
