import { Teams } from '../people/teams.js';
import { FilterMeanings } from './filter-meanings.js';
import { ViewTickets } from './view-tickets.service.js';
import { ViewRpcController } from './view.rpc.controller.js';
import { viewSchema } from './view.schema.js';
import { ViewService } from './view.service.js';
import { ViewStore } from './view.store.js';

export const viewModels = [{ name: 'View', schema: viewSchema, collection: 'views' }];
export const viewControllers = [ViewRpcController];
export const viewProviders = [Teams, FilterMeanings, ViewStore, ViewService, ViewTickets];
