import type { ServiceDefinition } from '@deskbeat/service';
import { SlaConfig } from './sla.config.js';
import { audited } from './audited.js';
import { SlaModule } from './sla.module.js';

export const sla: ServiceDefinition<SlaConfig> = {
  name: 'sla',
  background: true,
  eventPaceMs: 40,
  config: SlaConfig,
  module: (config) => SlaModule.with(config),
  audited,
};
