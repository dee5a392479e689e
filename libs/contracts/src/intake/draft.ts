import { IsBoolean, IsInt } from 'class-validator';
import { Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Ids, Instant, ListOf, Maybe, OneOf, Text, Whole } from '../fields.js';
import { limits } from '../vocabulary.js';
import { TicketCommand } from './ticket.js';

export const draftKinds = ['reply', 'note'] as const;
export type DraftKind = (typeof draftKinds)[number];

/** One's own draft of a reply or a note on a ticket: one of each kind. */
export class DiscardDraft extends TicketCommand {
  @OneOf(draftKinds) kind: DraftKind;
}

export class SaveDraft extends DiscardDraft {
  /** The version that this goes on from; absent for the first. */
  @Maybe() @Whole(1) seenVersion?: number;
  @Maybe() @Text() text?: string;
  /** Instead of `text`; kept as far as it is harmless. */
  @Maybe() @Text(limits.html) html?: string;
  @Maybe() @Ids(limits.mentions) mentions?: string[];
  /** Version of the entry of the timeline that this answers. */
  @Maybe() @Whole(1) replyTo?: number;
  /** Ids of files that were uploaded for it. */
  @Maybe() @Ids(limits.attachments) attachments?: string[];
  /** Whether others may open it. */
  @Maybe() @IsBoolean() shared?: boolean;
}

export class GetDraft extends DiscardDraft {
  /** Somebody else who shares their draft. */
  @Maybe() @Id() personId?: string;
}

export class ListDrafts extends TicketCommand {}

export class DraftView {
  @Id() ticketId: string;
  @OneOf(draftKinds) kind: DraftKind;
  @Id() personId: string;
  @IsInt() version: number;
  @Maybe() @Text() text?: string;
  @Maybe() @Text() html?: string;
  @Maybe() @Ids(limits.mentions) mentions?: string[];
  @Maybe() @Whole(1) replyTo?: number;
  @Maybe() @Ids(limits.attachments) attachments?: string[];
  @IsBoolean() shared: boolean;
  @Instant() updatedAt: string;
}

export class DraftList {
  @ListOf(() => DraftView, 200) items: DraftView[];
}

export const saveDraft = defineRequest('rpc.intake.save-draft.v1', 'Keep a draft', SaveDraft, DraftView);
export const getDraft = defineRequest('rpc.intake.get-draft.v1', 'Open a draft', GetDraft, DraftView);
export const listDrafts = defineRequest(
  'rpc.intake.list-drafts.v1',
  'List the drafts on a ticket: one’s own and those that are shared',
  ListDrafts,
  DraftList,
);
export const discardDraft = defineRequest('rpc.intake.discard-draft.v1', 'Throw a draft away', DiscardDraft, Nothing);
