import { Schema } from 'mongoose';
import type { AttachmentFacts, DeliveryState, NoticeChannel } from '@deskbeat/contracts';
import { aggregateSchema, type AggregateDocument } from '@deskbeat/persistence';
import type { HookMessage } from './domain/webhook.js';

/** `_id` is `<id of the causing event>:<recipient>:<channel>`: the same cause makes the same notice once. */
export interface NoticeDocument extends AggregateDocument {
  /** Absent for a summary. */
  ticketId?: string;
  cause: string;
  channel: NoticeChannel;
  /** Id of a person or a webhook, or an e-mail address. */
  recipient: string;
  language?: string;
  title: string;
  body?: string;
  /** Of a letter whose message was written as HTML. */
  html?: string;
  /** Files of the message that a letter brings. */
  files?: AttachmentFacts[];
  /** What a webhook is told. */
  message?: HookMessage;
  state: DeliveryState;
  attempts: number;
  lastError?: string;
  createdAt: Date;
  /** Since when it is tried. */
  queuedAt?: Date;
  sentAt?: Date;
  /** In-app and not read yet. */
  unread?: true;
  /** Queued: from then on somebody may try; whoever tries moves it on first. */
  nextAt?: Date;
  /** Held: from then on it is told, together with what else is due for its recipient. */
  heldUntil?: Date;
  /** Id of the summary that it goes with. */
  summary?: string;
  /** Ids of the notices that a summary tells of. */
  members?: string[];
}

export const noticeSchema = aggregateSchema<NoticeDocument>({
  ticketId: String,
  cause: String,
  channel: String,
  recipient: String,
  language: String,
  title: String,
  body: String,
  html: String,
  files: Array,
  message: Object,
  state: String,
  attempts: Number,
  lastError: String,
  createdAt: Date,
  queuedAt: Date,
  sentAt: Date,
  unread: Boolean,
  nextAt: Date,
  heldUntil: Date,
  summary: String,
  members: Array,
});
noticeSchema.index({ recipient: 1, createdAt: -1, _id: -1 }, { name: 'inbox' });
noticeSchema.index({ createdAt: 1, _id: 1 }, { name: 'age' });
noticeSchema.index({ ticketId: 1, createdAt: -1, _id: -1 }, { name: 'ticket' });
noticeSchema.index(
  { recipient: 1, unread: 1, createdAt: -1, _id: -1 },
  { name: 'unread', partialFilterExpression: { unread: true } },
);
noticeSchema.index(
  { channel: 1, nextAt: 1 },
  { name: 'queue', partialFilterExpression: { nextAt: { $exists: true } } },
);
noticeSchema.index({ heldUntil: 1 }, { sparse: true, name: 'held' });
noticeSchema.index(
  { recipient: 1, channel: 1, heldUntil: 1 },
  { name: 'together', partialFilterExpression: { heldUntil: { $exists: true } } },
);
noticeSchema.index({ summary: 1 }, { sparse: true, name: 'summary' });

/** The few of a person that notices need. */
export interface PersonDocument {
  _id: string;
  version: number;
  role: string;
  name: string;
  email?: string;
  /** Set for somebody who works here no more. */
  active?: false;
}

export const personSchema = new Schema<PersonDocument>(
  { _id: String, version: Number, role: String, name: String, email: String, active: Boolean },
  { versionKey: false },
);
personSchema.index({ role: 1 });
