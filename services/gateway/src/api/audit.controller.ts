import { Readable } from 'node:stream';
import { Controller, Get, StreamableFile } from '@nestjs/common';
import {
  exportAudit,
  SearchAudit,
  searchAudit,
  VerifyAudit,
  verifyAudit,
  type AuditRecords,
  type AuditRecordView,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { csvOf } from '../export/csv.js';
import { auditCells, auditColumns } from '../export/audit-cells.js';

const tag = 'audit';
const ndjson = 'application/x-ndjson';
const file = (type: string, name: string) => ({ type, disposition: `attachment; filename="${name}"` });

/** What was done in the system, for those who look back. */
@Controller('api/v1')
export class AuditController {
  constructor(private readonly bus: Bus) {}

  @Get('audit-records')
  @Forwards(searchAudit, { tag, slow: true })
  search(@Asked() asked: SearchAudit, @Caller() caller: AskOptions) {
    return this.bus.forward(searchAudit, asked, caller);
  }

  @Get('audit-records/verification')
  @Forwards(verifyAudit, { tag, slow: true })
  verify(@Asked() asked: VerifyAudit, @Caller() caller: AskOptions) {
    return this.bus.forward(verifyAudit, asked, caller);
  }

  @Get('audit-records.ndjson')
  @Forwards(exportAudit, { tag, slow: true, produces: ndjson, summary: 'Export the audit log, one record a line' })
  async lines(@Asked() asked: SearchAudit, @Caller() caller: AskOptions) {
    const records = await this.all(asked, caller);
    return new StreamableFile(Readable.from(linesOf(records), { objectMode: false }), file(ndjson, 'audit.ndjson'));
  }

  @Get('audit-records.csv')
  @Forwards(exportAudit, { tag, slow: true, produces: 'text/csv', summary: 'Export the audit log as CSV' })
  async csv(@Asked() asked: SearchAudit, @Caller() caller: AskOptions) {
    const records = await this.all(asked, caller);
    return new StreamableFile(csvOf(cellsOf(records)), file('text/csv; charset=utf-8', 'audit.csv'));
  }

  /** The first page is read before anything is answered: what is wrong becomes a problem, not half a file. */
  private async all(asked: SearchAudit, caller: AskOptions): Promise<AsyncGenerator<AuditRecordView>> {
    const query = { limit: 200, ...asked };
    const first = await this.bus.ask(exportAudit, query, caller);
    return recordsOf(first, (cursor) => this.bus.ask(exportAudit, { ...query, cursor }, caller));
  }
}

async function* recordsOf(
  first: AuditRecords,
  ask: (cursor: string) => Promise<AuditRecords>,
): AsyncGenerator<AuditRecordView> {
  for (let page = first; ; page = await ask(page.next)) {
    yield* page.items;
    if (page.next === undefined) return;
  }
}

async function* linesOf(records: AsyncGenerator<AuditRecordView>): AsyncGenerator<string> {
  for await (const record of records) yield `${JSON.stringify(record)}\n`;
}

async function* cellsOf(records: AsyncGenerator<AuditRecordView>): AsyncGenerator<readonly string[]> {
  yield auditColumns;
  for await (const record of records) yield auditCells(record);
}
