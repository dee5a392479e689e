import type { ServiceDefinition } from '@deskbeat/service';
import { IntakeConfig } from './intake.config.js';
import { IntakeModule } from './intake.module.js';
import { SightStore } from './sight/sight.store.js';

export const intake: ServiceDefinition<IntakeConfig> = {
  name: 'intake',
  config: IntakeConfig,
  module: (config) => IntakeModule.with(config),
  find: (app) => app.get(SightStore).find,
};
export { IntakeConfig } from './intake.config.js';
export { statusMoves, type StatusMove } from './ticket/domain/status-moves.js';
