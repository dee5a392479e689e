import { DraftRpcController } from '../draft/draft.rpc.controller.js';
import { DraftService } from '../draft/draft.service.js';
import { draftSchema, DraftStore } from '../draft/draft.store.js';
import { ConversationReader } from './conversation-reader.service.js';
import { ConversationRpcController } from './conversation.rpc.controller.js';
import { ConversationService } from './conversation.service.js';

export const conversationModels = [{ name: 'Draft', schema: draftSchema, collection: 'drafts' }];
export const conversationControllers = [ConversationRpcController, DraftRpcController];
export const conversationProviders = [ConversationService, ConversationReader, DraftStore, DraftService];
