import type { ServiceDefinition } from '@deskbeat/service';
import { AssignmentConfig } from './assignment.config.js';
import { audited } from './audited.js';
import { AssignmentModule } from './assignment.module.js';
import { PersonSight } from './directory/person-sight.js';

export { AssignmentConfig } from './assignment.config.js';

export const assignment: ServiceDefinition<AssignmentConfig> = {
  name: 'assignment',
  background: true,
  config: AssignmentConfig,
  module: AssignmentModule.with,
  audited,
  find: (app) => app.get(PersonSight).find,
};
