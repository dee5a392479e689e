import { IsBoolean, IsInt, IsObject, Matches } from 'class-validator';
import { ActorData, Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Ids, Instant, Line, ListOf, Maybe, Nested, OneOf, Tags, Text, Whole, Key } from '../fields.js';
import { limits, priorities, statuses, type Priority, type Status, type TicketType } from '../vocabulary.js';
import { Fields, type FieldChanges } from './ticket-type.js';
import { TicketCommand, TicketView } from './ticket.js';

export const shelfScopes = ['personal', 'team', 'shared'] as const;
export type ShelfScope = (typeof shelfScopes)[number];

/** Where something stands that agents take and use again. */
export class Place {
  /** `personal`: for oneself; `team`: for a team; `shared` (default): for all. */
  @Maybe() @OneOf(shelfScopes) scope?: ShelfScope;
  /** Needed for `team`. */
  @Maybe() @Id() teamId?: string;
  @Line() title: string;
  @Maybe() @Line(100) folder?: string;
  /** What an agent types after `/`; names one thing among those of the same scope. */
  @Maybe() @Matches(/^[a-z0-9][a-z0-9-]{0,49}$/, { message: '$property must be like thanks-2' }) shortcut?: string;
}

/** Text or HTML, one of them, with variables like `{{ customer.name }}`. */
export class Wording {
  @Maybe() @Text() text?: string;
  @Maybe() @Text(limits.html) html?: string;
}

export class CannedReplyData extends Place {
  @Nested(() => Wording) wording: Wording;
}

/** Several changes and a message in one step. */
export class MacroActions {
  @Maybe() @Key() type?: TicketType;
  @Maybe() @OneOf(priorities) priority?: Priority;
  @Maybe() @Tags() addTags?: string[];
  @Maybe() @Tags() removeTags?: string[];
  /** Who gets it, before anything else is done: a person's id, or `me` for who applies the macro. */
  @Maybe() @Id() assignTo?: string;
  /** The queue that it goes to instead. */
  @Maybe() @Id() queueId?: string;
  /** Values of fields of the type's own; null empties one. */
  @Maybe() @Fields() fields?: FieldChanges;
  @Maybe() @Nested(() => Wording) note?: Wording;
  /** A public message to the customer. */
  @Maybe() @Nested(() => Wording) reply?: Wording;
  /** Ids of files: one's own that were uploaded, or such as the macro has. They go with the reply, else with the note. */
  @Maybe() @Ids(limits.attachments) attachments?: string[];
  /** Where the ticket goes; with a reply that is awaited or resolves it, in the same step. */
  @Maybe() @OneOf(statuses) status?: Status;
  @Maybe() @Text(limits.reason) reason?: string;
  /** Minutes for which the ticket is put out of the way. */
  @Maybe() @Whole(1, 525_600) snoozeMinutes?: number;
}

export class MacroData extends Place {
  @Nested(() => MacroActions) actions: MacroActions;
}

export class ShelfRef {
  @Id() id: string;
}
export class ShelfQuery {
  /** A team whose things are wanted as well; without it, those of one's own teams. */
  @Maybe() @Id() teamId?: string;
}
export class UpdateCannedReply extends CannedReplyData {
  @Id() id: string;
  @Whole(1) seenVersion: number;
}
export class UpdateMacro extends MacroData {
  @Id() id: string;
  @Whole(1) seenVersion: number;
}

export class CannedReplyView extends CannedReplyData {
  @Id() id: string;
  @IsInt() version: number;
  @Nested(() => ActorData) by: ActorData;
  @Instant() updatedAt: string;
  /** Whether whoever asks changes and removes it. */
  @IsBoolean() mayChange: boolean;
}
export class MacroView extends MacroData {
  @Id() id: string;
  @IsInt() version: number;
  @Nested(() => ActorData) by: ActorData;
  @Instant() updatedAt: string;
  /** Whether whoever asks changes and removes it. */
  @IsBoolean() mayChange: boolean;
}
export class CannedReplyList {
  @ListOf(() => CannedReplyView, 1_500) items: CannedReplyView[];
}
export class MacroList {
  @ListOf(() => MacroView, 1_500) items: MacroView[];
}

export class RenderCannedReply extends TicketCommand {
  @Id() id: string;
}

export class ApplyMacro extends TicketCommand {
  @Id() id: string;
  @Whole(1) seenVersion: number;
  /** The same key of the same person on the same ticket: what the macro writes is written once. */
  @Maybe() @Line(255) idempotencyKey?: string;
}
export class PreviewMacro extends TicketCommand {
  @Id() id: string;
}
export class PlannedEntry {
  @Line() subject: string;
  @IsObject() data: object;
  @Maybe() @Text() text?: string;
  @Maybe() @Text() html?: string;
}
export class MacroPreview {
  /** The ticket as it would be. */
  @Nested(() => TicketView) ticket: TicketView;
  /** What would stand in its timeline. */
  @ListOf(() => PlannedEntry, 100) entries: PlannedEntry[];
  @IsBoolean() changes: boolean;
}

const rpc = 'rpc.intake.';
export const createCannedReply = defineRequest(
  `${rpc}create-canned-reply.v1`,
  'Keep a reply for later',
  CannedReplyData,
  CannedReplyView,
);
export const updateCannedReply = defineRequest(
  `${rpc}update-canned-reply.v1`,
  'Change a canned reply',
  UpdateCannedReply,
  CannedReplyView,
);
export const getCannedReply = defineRequest(
  `${rpc}get-canned-reply.v1`,
  'Read a canned reply',
  ShelfRef,
  CannedReplyView,
);
export const removeCannedReply = defineRequest(
  `${rpc}remove-canned-reply.v1`,
  'Remove a canned reply',
  ShelfRef,
  Nothing,
);
export const listCannedReplies = defineRequest(
  `${rpc}list-canned-replies.v1`,
  'List canned replies',
  ShelfQuery,
  CannedReplyList,
);
export const renderCannedReply = defineRequest(
  `${rpc}render-canned-reply.v1`,
  'Fill a canned reply in for a ticket',
  RenderCannedReply,
  Wording,
);
export const createMacro = defineRequest(`${rpc}create-macro.v1`, 'Create a macro', MacroData, MacroView);
export const updateMacro = defineRequest(`${rpc}update-macro.v1`, 'Change a macro', UpdateMacro, MacroView);
export const getMacro = defineRequest(`${rpc}get-macro.v1`, 'Read a macro', ShelfRef, MacroView);
export const removeMacro = defineRequest(`${rpc}remove-macro.v1`, 'Remove a macro', ShelfRef, Nothing);
export const listMacros = defineRequest(`${rpc}list-macros.v1`, 'List macros', ShelfQuery, MacroList);
export const applyMacro = defineRequest(
  `${rpc}apply-macro.v1`,
  'Do all that a macro says, or nothing',
  ApplyMacro,
  TicketView,
);
export const previewMacro = defineRequest(
  `${rpc}preview-macro.v1`,
  'See what a macro would do',
  PreviewMacro,
  MacroPreview,
);
