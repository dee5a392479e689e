import { BulkRunStore, bulkRunSchema } from './bulk-run.store.js';
import { BulkRpcController } from './bulk.rpc.controller.js';
import { BulkService } from './bulk.service.js';

export const bulkModels = [{ name: 'BulkRun', schema: bulkRunSchema, collection: 'bulk_runs' }];
export const bulkControllers = [BulkRpcController];
export const bulkProviders = [BulkRunStore, BulkService];
