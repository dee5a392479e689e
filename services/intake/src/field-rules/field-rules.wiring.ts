import { FieldLens } from './field-lens.js';
import { FieldRulesRpcController } from './field-rules.rpc.controller.js';
import { FieldRulesService } from './field-rules.service.js';
import { FieldRulesStore } from './field-rules.store.js';
import { FieldSights } from './field-sights.js';

export { fieldRulesAggregates } from './field-rules.store.js';
export const fieldRulesControllers = [FieldRulesRpcController];
export const fieldRulesProviders = [FieldRulesStore, FieldSights, FieldRulesService, FieldLens];
