import { Controller, Get, Post } from '@nestjs/common';
import {
  BeginTicketImport,
  beginTicketImport,
  GetTicketImport,
  getTicketImport,
  ImportTickets,
  importTickets,
  ListTicketImportRows,
  listTicketImportRows,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'exchange';
const path = { id: 'importId' };

@Controller('api/v1/imports/tickets')
export class TicketImportController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @Forwards(beginTicketImport, { tag, status: 201 })
  begin(@Asked() asked: BeginTicketImport, @Caller() caller: AskOptions) {
    return this.bus.forward(beginTicketImport, asked, caller);
  }

  @Get(':id')
  @Forwards(getTicketImport, { tag, path })
  get(@Asked() asked: GetTicketImport, @Caller() caller: AskOptions) {
    return this.bus.forward(getTicketImport, asked, caller);
  }

  @Post(':id/parts')
  @Forwards(importTickets, { tag, path, slow: true })
  take(@Asked() asked: ImportTickets, @Caller() caller: AskOptions) {
    return this.bus.forward(importTickets, asked, caller);
  }

  @Get(':id/rows')
  @Forwards(listTicketImportRows, { tag, path, slow: true })
  rows(@Asked() asked: ListTicketImportRows, @Caller() caller: AskOptions) {
    return this.bus.forward(listTicketImportRows, asked, caller);
  }
}
