import type { ServiceDefinition } from '@deskbeat/service';
import { NotificationsConfig } from './notifications.config.js';
import { audited } from './audited.js';
import { NotificationsModule } from './notifications.module.js';

export const notifications: ServiceDefinition<NotificationsConfig> = {
  name: 'notifications',
  background: true,
  eventPaceMs: 40,
  config: NotificationsConfig,
  module: (config) => NotificationsModule.with(config),
  audited,
};
