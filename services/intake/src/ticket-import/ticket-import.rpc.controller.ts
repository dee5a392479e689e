import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  beginTicketImport,
  BeginTicketImport,
  getTicketImport,
  GetTicketImport,
  importTickets,
  ImportTickets,
  listTicketImportRows,
  ListTicketImportRows,
  type Actor,
  type TicketImportView,
  type TicketRowList,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { importsToken } from '../import/row-kind.js';
import type { TicketImports } from './ticket-rows.js';

@Controller()
export class TicketImportRpcController {
  constructor(@Inject(importsToken('ticket')) private readonly imports: TicketImports) {}

  @OnRequest(beginTicketImport)
  begin(@Payload() request: BeginTicketImport): Promise<TicketImportView> {
    return this.imports.begin(request);
  }

  @OnRequest(importTickets)
  take(@Payload() part: ImportTickets, @RequestedBy() actor: Actor): Promise<TicketImportView> {
    return this.imports.take(part, actor);
  }

  @OnRequest(getTicketImport)
  get(@Payload() { importId }: GetTicketImport): Promise<TicketImportView> {
    return this.imports.get(importId);
  }

  @OnRequest(listTicketImportRows)
  rows(@Payload() query: ListTicketImportRows): Promise<TicketRowList> {
    return this.imports.rows(query);
  }
}
