import type { ServiceDefinition } from '@deskbeat/service';
import { IntakeConfig } from './intake.config.js';
import { IntakeModule } from './intake.module.js';

export const intake: ServiceDefinition<IntakeConfig> = {
  name: 'intake',
  config: IntakeConfig,
  module: (config) => IntakeModule.with(config),
};
export { IntakeConfig } from './intake.config.js';
export { statusMoves, type StatusMove } from './ticket/domain/status-moves.js';
