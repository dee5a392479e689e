import type { ServiceDefinition } from '@deskbeat/service';
import { AccessConfig } from './access.config.js';
import { audited } from './audited.js';
import { AccessModule } from './access.module.js';

export { AccessConfig } from './access.config.js';

export const access: ServiceDefinition<AccessConfig> = {
  name: 'access',
  config: AccessConfig,
  module: (config) => AccessModule.with(config),
  audited,
};
