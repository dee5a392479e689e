import { ExchangeRpcController } from '../exchange/exchange.rpc.controller.js';
import { ExportService } from '../exchange/export.service.js';
import { TableColumns } from '../exchange/table-columns.js';
import { BulkActions } from './bulk-actions.js';
import { BulkRunStore, bulkRunSchema } from './bulk-run.store.js';
import { BulkRpcController } from './bulk.rpc.controller.js';
import { BulkService } from './bulk.service.js';

export const bulkModels = [{ name: 'BulkRun', schema: bulkRunSchema, collection: 'bulk_runs' }];
export const bulkControllers = [BulkRpcController, ExchangeRpcController];
export const bulkProviders = [BulkRunStore, BulkActions, BulkService, TableColumns, ExportService];
