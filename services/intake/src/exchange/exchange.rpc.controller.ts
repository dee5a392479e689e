import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { exportSearch, ExportSearch, exportView, ExportView, type Actor, type ViewTable } from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { ExportService } from './export.service.js';

@Controller()
export class ExchangeRpcController {
  constructor(private readonly exporting: ExportService) {}

  @OnRequest(exportView)
  table(@Payload() query: ExportView, @RequestedBy() actor: Actor): Promise<ViewTable> {
    return this.exporting.table(query, actor);
  }

  @OnRequest(exportSearch)
  found(@Payload() query: ExportSearch, @RequestedBy() actor: Actor): Promise<ViewTable> {
    return this.exporting.found(query, actor);
  }
}
