import { CustomerDesk } from './customer-desk.service.js';
import { CustomerReader } from './customer-reader.service.js';
import { CustomerRpcController } from './customer.rpc.controller.js';
import { customerSchema } from './customer.schema.js';
import { CustomerService } from './customer.service.js';
import { CustomerStore } from './customer.store.js';
import { Family } from './family.js';
import { MergeService } from './merge.service.js';
import { SettleMergesJob } from './settle-merges.job.js';

export const customerAggregates = [
  { name: 'Customer', entity: 'customer', schema: customerSchema, collection: 'customers' },
];
export const customerControllers = [CustomerRpcController];
export const customerProviders = [
  CustomerStore,
  Family,
  CustomerService,
  CustomerDesk,
  CustomerReader,
  MergeService,
  SettleMergesJob,
];
