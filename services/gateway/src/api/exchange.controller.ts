import { Controller, Get, Post, StreamableFile } from '@nestjs/common';
import { ExportView, exportView, ImportTickets, importTickets } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { csvOf } from '../export/csv.js';
import { linesOf } from '../export/table-pages.js';
import { xlsxOf } from '../export/xlsx.js';

const tag = 'exchange';
const path = { id: 'id' };
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const file = (type: string, name: string) => ({ type, disposition: `attachment; filename="${name}"` });

@Controller('api/v1')
export class ExchangeController {
  constructor(private readonly bus: Bus) {}

  @Get('views/:id/tickets.csv')
  @Forwards(exportView, { tag, path, slow: true, produces: 'text/csv', summary: 'Export a view as CSV' })
  async csv(@Asked() asked: ExportView, @Caller() caller: AskOptions) {
    return new StreamableFile(csvOf(await this.lines(asked, caller)), file('text/csv; charset=utf-8', 'tickets.csv'));
  }

  @Get('views/:id/tickets.xlsx')
  @Forwards(exportView, { tag, path, slow: true, produces: xlsx, summary: 'Export a view as a spreadsheet' })
  async xlsx(@Asked() asked: ExportView, @Caller() caller: AskOptions) {
    return new StreamableFile(xlsxOf(await this.lines(asked, caller)), file(xlsx, 'tickets.xlsx'));
  }

  @Post('imports/tickets')
  @Forwards(importTickets, { tag, slow: true })
  import(@Asked() asked: ImportTickets, @Caller() caller: AskOptions) {
    return this.bus.ask(importTickets, asked, caller);
  }

  /** The first page is read before anything is answered: what is wrong becomes a problem, not half a file. */
  private async lines(asked: ExportView, caller: AskOptions) {
    const first = await this.bus.ask(exportView, asked, caller);
    return linesOf(first, (cursor) => this.bus.ask(exportView, { ...asked, cursor }, caller));
  }
}
