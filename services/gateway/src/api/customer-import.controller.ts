import { Readable } from 'node:stream';
import { Controller, Get, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  BeginCustomerImport,
  beginCustomerImport,
  exportCustomers,
  GetCustomerImport,
  getCustomerImport,
  ImportCustomers,
  importCustomers,
  ListImportRows,
  listImportRows,
  Nothing,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { byteOrderMark } from '../export/csv.js';

const tag = 'customers';
const path = { id: 'importId' };

@Controller('api/v1/customers')
export class CustomerImportController {
  constructor(private readonly bus: Bus) {}

  @Post('imports')
  @Forwards(beginCustomerImport, { tag, status: 201 })
  begin(@Asked() asked: BeginCustomerImport, @Caller() caller: AskOptions) {
    return this.bus.forward(beginCustomerImport, asked, caller);
  }

  @Get('imports/:id')
  @Forwards(getCustomerImport, { tag, path })
  get(@Asked() asked: GetCustomerImport, @Caller() caller: AskOptions) {
    return this.bus.forward(getCustomerImport, asked, caller);
  }

  @Post('imports/:id/parts')
  @Forwards(importCustomers, { tag, path, slow: true })
  take(@Asked() asked: ImportCustomers, @Caller() caller: AskOptions) {
    return this.bus.forward(importCustomers, asked, caller);
  }

  @Get('imports/:id/rows')
  @Forwards(listImportRows, { tag, path, slow: true })
  rows(@Asked() asked: ListImportRows, @Caller() caller: AskOptions) {
    return this.bus.forward(listImportRows, asked, caller);
  }

  @Get('export')
  @Forwards({ ...exportCustomers, payload: Nothing }, { tag, slow: true, produces: 'text/csv' })
  async export(@Caller() caller: AskOptions, @Res() reply: FastifyReply): Promise<void> {
    const pages = this.pages(caller);
    // What is wrong with the first page is still a problem document.
    const first = await pages.next();
    void reply.header('content-disposition', 'attachment; filename="customers.csv"').type('text/csv; charset=utf-8');
    await reply.send(Readable.from(afterFirst(first, pages)));
  }

  private async *pages(caller: AskOptions): AsyncGenerator<string> {
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const page = await this.bus.ask(exportCustomers, { cursor }, caller);
      cursor = page.next;
      yield page.csv;
    }
  }
}

async function* afterFirst(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield byteOrderMark + (first.done ? '' : first.value);
  yield* rest;
}
