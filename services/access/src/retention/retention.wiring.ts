import { HoldService } from './hold.service.js';
import { holdSchema, HoldStore } from './hold.store.js';
import { RetentionJob } from './retention.job.js';
import { RetentionRpcController } from './retention.rpc.controller.js';
import { RetentionRulesService } from './rules.service.js';
import { retentionRulesSchema, RetentionRulesStore } from './rules.store.js';
import { retentionRunSchema, RetentionRunStore } from './run.store.js';
import { RetentionRuns } from './runs.service.js';
import { RetentionSteps } from './steps.service.js';

export const retentionModels = [
  { name: 'Hold', schema: holdSchema, collection: 'holds' },
  { name: 'RetentionRules', schema: retentionRulesSchema, collection: 'retention_rules' },
  { name: 'RetentionRun', schema: retentionRunSchema, collection: 'retention_runs' },
];
export const retentionControllers = [RetentionRpcController];
export const retentionProviders = [
  HoldStore,
  HoldService,
  RetentionRulesStore,
  RetentionRulesService,
  RetentionRunStore,
  RetentionSteps,
  RetentionRuns,
  RetentionJob,
];
