import { ClaimsController } from './claims.controller.js';
import { LeadingController } from './leading.controller.js';
import { RoutingController } from './routing.controller.js';
import { StructureController } from './structure.controller.js';

/** Who has what: queues, teams, rules, and tickets that people take. */
export const assignmentControllers = [ClaimsController, StructureController, RoutingController, LeadingController];
