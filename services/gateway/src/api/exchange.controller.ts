import { Controller, Get, StreamableFile } from '@nestjs/common';
import {
  ExportSearch,
  exportSearch,
  ExportView,
  exportView,
  type Page,
  type RequestContract,
  type TableCell,
  type ViewTable,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { csvOf } from '../export/csv.js';
import { linesOf } from '../export/table-pages.js';
import { xlsxOf } from '../export/xlsx.js';

const tag = 'exchange';
const path = { id: 'id' };
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const file = (type: string, name: string) => ({ type, disposition: `attachment; filename="${name}"` });
interface Table {
  lines: AsyncIterable<readonly TableCell[]>;
  dates: readonly string[];
}
const csvFile = ({ lines }: Table) => new StreamableFile(csvOf(lines), file('text/csv; charset=utf-8', 'tickets.csv'));
const xlsxFile = ({ lines, dates }: Table) => new StreamableFile(xlsxOf(lines, dates), file(xlsx, 'tickets.xlsx'));

@Controller('api/v1')
export class ExchangeController {
  constructor(private readonly bus: Bus) {}

  @Get('views/:id/tickets.csv')
  @Forwards(exportView, { tag, path, slow: true, produces: 'text/csv', summary: 'Export a view as CSV' })
  async csv(@Asked() asked: ExportView, @Caller() caller: AskOptions) {
    return csvFile(await this.table(exportView, asked, caller));
  }

  @Get('views/:id/tickets.xlsx')
  @Forwards(exportView, { tag, path, slow: true, produces: xlsx, summary: 'Export a view as a spreadsheet' })
  async xlsx(@Asked() asked: ExportView, @Caller() caller: AskOptions) {
    return xlsxFile(await this.table(exportView, asked, caller));
  }

  @Get('search/tickets.csv')
  @Forwards(exportSearch, { tag, slow: true, produces: 'text/csv', summary: 'Export a search as CSV' })
  async foundCsv(@Asked() asked: ExportSearch, @Caller() caller: AskOptions) {
    return csvFile(await this.table(exportSearch, asked, caller));
  }

  @Get('search/tickets.xlsx')
  @Forwards(exportSearch, { tag, slow: true, produces: xlsx, summary: 'Export a search as a spreadsheet' })
  async foundXlsx(@Asked() asked: ExportSearch, @Caller() caller: AskOptions) {
    return xlsxFile(await this.table(exportSearch, asked, caller));
  }

  /** The first page is read before anything is answered: what is wrong becomes a problem, not half a file. */
  private async table<T extends Page>(
    contract: RequestContract<T, ViewTable>,
    asked: T,
    caller: AskOptions,
  ): Promise<Table> {
    const first = await this.bus.ask(contract, asked, caller);
    const lines = linesOf(first, (cursor) => this.bus.ask(contract, { ...asked, cursor }, caller));
    return { lines, dates: first.dates };
  }
}
