import { leaversAmong } from '@deskbeat/persistence';
import { ForgettingService } from './forgetting.service.js';
import { named } from './named.js';
import { OldTicketsRpcController } from './old-tickets.rpc.controller.js';
import { OldTicketsService } from './old-tickets.service.js';
import { OldTicketsStore } from './old-tickets.store.js';
import { PersonalDataService } from './personal-data.service.js';
import { PersonalStore } from './personal.store.js';
import { PrivacyRpcController } from './privacy.rpc.controller.js';
import { TicketForgetting } from './ticket-forgetting.service.js';

export const privacyControllers = [PrivacyRpcController, OldTicketsRpcController];
export const privacyProviders = [
  PersonalStore,
  PersonalDataService,
  TicketForgetting,
  ForgettingService,
  OldTicketsStore,
  OldTicketsService,
  leaversAmong(named),
];
