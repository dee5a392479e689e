import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  beginCustomerImport,
  BeginCustomerImport,
  exportCustomers,
  ExportCustomers,
  getCustomerImport,
  GetCustomerImport,
  importCustomers,
  ImportCustomers,
  listImportRows,
  ListImportRows,
  type Actor,
  type CustomerImportView,
  type CustomersCsv,
  type ImportRowList,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { ExportService } from './export.service.js';
import { importsToken } from '../import/row-kind.js';
import type { CustomerImports } from './customer-rows.js';

@Controller()
export class CustomerImportRpcController {
  constructor(
    @Inject(importsToken('customer')) private readonly imports: CustomerImports,
    private readonly exports: ExportService,
  ) {}

  @OnRequest(beginCustomerImport)
  begin(@Payload() request: BeginCustomerImport): Promise<CustomerImportView> {
    return this.imports.begin(request);
  }

  @OnRequest(importCustomers)
  take(@Payload() part: ImportCustomers, @RequestedBy() actor: Actor): Promise<CustomerImportView> {
    return this.imports.take(part, actor);
  }

  @OnRequest(getCustomerImport)
  get(@Payload() { importId }: GetCustomerImport): Promise<CustomerImportView> {
    return this.imports.get(importId);
  }

  @OnRequest(listImportRows)
  rows(@Payload() query: ListImportRows): Promise<ImportRowList> {
    return this.imports.rows(query);
  }

  @OnRequest(exportCustomers)
  export(@Payload() query: ExportCustomers): Promise<CustomersCsv> {
    return this.exports.page(query);
  }
}
