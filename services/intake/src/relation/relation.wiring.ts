import { DescentService } from './descent.service.js';
import { MergeService } from './merge.service.js';
import { RelationEventsController } from './relation.events.controller.js';
import { RelationRpcController } from './relation.rpc.controller.js';
import { RelationStore } from './relation.store.js';
import { RelationsService } from './relations.service.js';
import { SplittingService } from './splitting.service.js';

export const relationControllers = [RelationRpcController, RelationEventsController];
export const relationProviders = [RelationStore, RelationsService, MergeService, SplittingService, DescentService];
