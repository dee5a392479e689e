import { ConfirmationRpcController } from './confirmation.rpc.controller.js';
import { ConfirmationService } from './confirmation.service.js';
import { LinkTokens } from './link-tokens.js';
import { SilenceJob } from './silence.job.js';
import { SilenceStore } from './silence.store.js';

export const confirmationControllers = [ConfirmationRpcController];
export const confirmationProviders = [LinkTokens, ConfirmationService, SilenceStore, SilenceJob];
