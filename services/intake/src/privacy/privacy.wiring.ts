import { ForgettingService } from './forgetting.service.js';
import { PersonalDataService } from './personal-data.service.js';
import { PersonalStore } from './personal.store.js';
import { PrivacyRpcController } from './privacy.rpc.controller.js';

export const privacyControllers = [PrivacyRpcController];
export const privacyProviders = [PersonalStore, PersonalDataService, ForgettingService];
