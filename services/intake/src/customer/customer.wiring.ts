import { AssetRpcController } from '../asset/asset.rpc.controller.js';
import { AssetService } from '../asset/asset.service.js';
import { assetSchema, AssetStore } from '../asset/asset.store.js';
import { CustomerFieldsRpcController } from '../customer-fields/customer-fields.rpc.controller.js';
import { CustomerFieldsService } from '../customer-fields/customer-fields.service.js';
import { customerFieldsSchema, CustomerFieldsStore } from '../customer-fields/customer-fields.store.js';
import { CustomerImportRpcController } from '../customer-import/customer-import.rpc.controller.js';
import { ExportService } from '../customer-import/export.service.js';
import { CustomerRows } from '../customer-import/customer-rows.js';
import { RowWriter } from '../customer-import/row-writer.js';
import { CustomerSearchRpcController } from '../customer-search/customer-search.rpc.controller.js';
import { CustomerSearch } from '../customer-search/customer-search.service.js';
import { CustomerTermsEventsController } from '../customer-search/customer-terms.events.controller.js';
import { CustomerTerms } from '../customer-search/customer-terms.service.js';
import { customerTermSchema, TermStore } from '../customer-search/terms.store.js';
import { HistoryRpcController } from '../history/history.rpc.controller.js';
import { HistoryService } from '../history/history.service.js';
import { HistoryStore } from '../history/history.store.js';
import { CustomerDesk } from './customer-desk.service.js';
import { CustomerReader } from './customer-reader.service.js';
import { CustomerRpcController } from './customer.rpc.controller.js';
import { customerSchema } from './customer.schema.js';
import { CustomerService } from './customer.service.js';
import { CustomerStore } from './customer.store.js';
import { Family } from './family.js';
import { MergeService } from './merge.service.js';
import { Reporters } from './reporters.js';
import { SettleMergesJob } from './settle-merges.job.js';

export const customerAggregates = [
  { name: 'Customer', entity: 'customer', schema: customerSchema, collection: 'customers' },
  {
    name: 'CustomerFields',
    entity: 'customer-fields',
    schema: customerFieldsSchema,
    collection: 'customer_fields',
  },
  { name: 'Asset', entity: 'asset', schema: assetSchema, collection: 'assets' },
];
export const customerModels = [{ name: 'CustomerTerm', schema: customerTermSchema, collection: 'customer_terms' }];
export const customerControllers = [
  CustomerSearchRpcController,
  CustomerTermsEventsController,
  CustomerRpcController,
  CustomerImportRpcController,
  CustomerFieldsRpcController,
  AssetRpcController,
  HistoryRpcController,
];
export const customerProviders = [
  CustomerStore,
  CustomerFieldsStore,
  CustomerFieldsService,
  Family,
  CustomerService,
  Reporters,
  CustomerDesk,
  CustomerReader,
  MergeService,
  SettleMergesJob,
  AssetStore,
  AssetService,
  HistoryStore,
  HistoryService,
  TermStore,
  CustomerTerms,
  CustomerSearch,
  RowWriter,
  CustomerRows,
  ExportService,
];
