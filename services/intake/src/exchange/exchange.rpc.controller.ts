import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  exportSearch,
  ExportSearch,
  exportView,
  ExportView,
  importTickets,
  ImportTickets,
  type Actor,
  type TicketImportReport,
  type ViewTable,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { ExportService } from './export.service.js';
import { ImportService } from './import.service.js';

@Controller()
export class ExchangeRpcController {
  constructor(
    private readonly exporting: ExportService,
    private readonly importing: ImportService,
  ) {}

  @OnRequest(exportView)
  table(@Payload() query: ExportView, @RequestedBy() actor: Actor): Promise<ViewTable> {
    return this.exporting.table(query, actor);
  }

  @OnRequest(exportSearch)
  found(@Payload() query: ExportSearch, @RequestedBy() actor: Actor): Promise<ViewTable> {
    return this.exporting.found(query, actor);
  }

  @OnRequest(importTickets)
  take(@Payload() command: ImportTickets, @RequestedBy() actor: Actor): Promise<TicketImportReport> {
    return this.importing.take(command, actor);
  }
}
