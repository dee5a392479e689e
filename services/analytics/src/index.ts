import type { ServiceDefinition } from '@deskbeat/service';
import { AnalyticsConfig } from './analytics.config.js';
import { AnalyticsModule } from './analytics.module.js';

export { AnalyticsConfig } from './analytics.config.js';

export const analytics: ServiceDefinition<AnalyticsConfig> = {
  name: 'analytics',
  background: true,
  eventPaceMs: 40,
  config: AnalyticsConfig,
  module: AnalyticsModule.with,
};
