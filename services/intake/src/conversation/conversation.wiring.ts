import { DraftRpcController } from '../draft/draft.rpc.controller.js';
import { DraftService } from '../draft/draft.service.js';
import { draftSchema, DraftStore } from '../draft/draft.store.js';
import { Attachments } from '../file/attachments.js';
import { FileRpcController } from '../file/file.rpc.controller.js';
import { fileModels } from '../file/file.schema.js';
import { FileService } from '../file/file.service.js';
import { FileStore } from '../file/file.store.js';
import { FileSweep } from '../file/file-sweep.job.js';
import { ShelfFiles } from '../file/shelf-files.js';
import { Thumbnailer } from '../file/thumbnailer.js';
import { UploadService } from '../file/upload.service.js';
import { UploadStore } from '../file/upload.store.js';
import { WithFiles } from '../file/with-files.js';
import { MacroAssigning } from '../macro/macro-assigning.js';
import { MacroWording } from '../macro/macro-wording.js';
import { MacroRun } from '../macro/macro-run.js';
import { MacroRpcController } from '../macro/macro.rpc.controller.js';
import { MacroService } from '../macro/macro.service.js';
import { CannedReplyRpcController } from '../shelf/canned-reply.rpc.controller.js';
import { CannedReplyService } from '../shelf/canned-reply.service.js';
import { shelfSchema } from '../shelf/shelf.store.js';
import { TicketValues } from '../shelf/ticket-values.js';
import { ConversationReader } from './conversation-reader.service.js';
import { ConversationRpcController } from './conversation.rpc.controller.js';
import { ConversationService } from './conversation.service.js';
import { Mentioning } from './mentioning.js';
import { NoteEditing } from './note-editing.service.js';
import { ReceivingService } from './receiving.service.js';

export const conversationModels = [
  { name: 'Draft', schema: draftSchema, collection: 'drafts' },
  { name: 'CannedReply', schema: shelfSchema, collection: 'canned_replies' },
  { name: 'Macro', schema: shelfSchema, collection: 'macros' },
  ...fileModels,
];
export const conversationControllers = [
  ConversationRpcController,
  DraftRpcController,
  FileRpcController,
  CannedReplyRpcController,
  MacroRpcController,
];
export const conversationProviders = [
  ConversationService,
  Mentioning,
  ReceivingService,
  NoteEditing,
  ConversationReader,
  ...[TicketValues, CannedReplyService, MacroWording, MacroAssigning, MacroRun, MacroService],
  ...[DraftStore, DraftService],
  ...[UploadStore, UploadService, FileStore, FileService, FileSweep, Thumbnailer, Attachments, WithFiles, ShelfFiles],
];
