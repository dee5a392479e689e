import { PeopleEventsController } from '../people/people.events.controller.js';
import { Colleagues } from '../people/colleagues.js';
import { personSchema, PersonStore } from '../people/person.store.js';
import { ProcedureRpcController } from '../procedure/procedure.rpc.controller.js';
import { ProcedureService } from '../procedure/procedure.service.js';
import { AttentionRpcController } from './attention.rpc.controller.js';
import { AttentionService } from './attention.service.js';
import { SnoozeJob } from './snooze.job.js';
import { SnoozeStore } from './snooze.store.js';

export const attentionModels = [{ name: 'Person', schema: personSchema, collection: 'people' }];
export const attentionControllers = [AttentionRpcController, ProcedureRpcController, PeopleEventsController];
export const attentionProviders = [PersonStore, Colleagues, AttentionService, SnoozeStore, SnoozeJob, ProcedureService];
