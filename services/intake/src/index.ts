import type { ServiceDefinition } from '@deskbeat/service';
import { Family } from './customer/family.js';
import { FieldLens } from './field-rules/field-lens.js';
import { IntakeConfig } from './intake.config.js';
import { audited } from './audited.js';
import { IntakeModule } from './intake.module.js';
import { SightStore } from './sight/sight.store.js';

export const intake: ServiceDefinition<IntakeConfig> = {
  name: 'intake',
  config: IntakeConfig,
  module: (config) => IntakeModule.with(config),
  audited,
  find: (app) => app.get(SightStore).find,
  lens: (app) => app.get(FieldLens),
  members: (app) => (customerId) => app.get(Family).mergedInto(customerId),
};
export { IntakeConfig } from './intake.config.js';
export { statusMoves, type StatusMove } from './ticket/domain/status-moves.js';
