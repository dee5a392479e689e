import { Schema } from 'mongoose';
import type { DeliveryState, NoticeChannel } from '@deskbeat/contracts';
import { aggregateSchema, type AggregateDocument } from '@deskbeat/persistence';

/** `_id` is `<id of the causing event>:<recipient>:<channel>`: the same cause makes the same notice once. */
export interface NoticeDocument extends AggregateDocument {
  ticketId: string;
  cause: string;
  channel: NoticeChannel;
  recipient: string;
  title: string;
  body?: string;
  state: DeliveryState;
  attempts: number;
  lastError?: string;
  createdAt: Date;
  sentAt?: Date;
  /** In-app and not read yet. */
  unread?: true;
  /** Queued: from then on somebody may try; whoever tries moves it on first. */
  nextAt?: Date;
}

export const noticeSchema = aggregateSchema<NoticeDocument>({
  ticketId: String,
  cause: String,
  channel: String,
  recipient: String,
  title: String,
  body: String,
  state: String,
  attempts: Number,
  lastError: String,
  createdAt: Date,
  sentAt: Date,
  unread: Boolean,
  nextAt: Date,
});
noticeSchema.index({ recipient: 1, createdAt: -1, _id: -1 }, { name: 'inbox' });
noticeSchema.index({ ticketId: 1, createdAt: -1, _id: -1 }, { name: 'ticket' });
noticeSchema.index(
  { recipient: 1, unread: 1, createdAt: -1, _id: -1 },
  { name: 'unread', partialFilterExpression: { unread: true } },
);
noticeSchema.index({ nextAt: 1 }, { sparse: true, name: 'queue' });

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
