import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection } from 'mongodb';
import { Problem, type WebhookEvent, type WebhookFormat } from '@deskbeat/contracts';
import { collectionOf } from '@deskbeat/persistence';

export interface WebhookDocument {
  _id: string;
  version: number;
  name: string;
  url: string;
  format: WebhookFormat;
  events: WebhookEvent[];
  enabled: boolean;
  disabledFor?: string;
  secret: string;
  /** Signs as well until it ends. */
  formerSecret?: { secret: string; until: Date };
  updatedAt: Date;
}

export const webhookSchema = new Schema<WebhookDocument>(
  {
    _id: String,
    version: Number,
    name: String,
    url: String,
    format: String,
    events: [String],
    enabled: Boolean,
    disabledFor: String,
    secret: String,
    formerSecret: Object,
    updatedAt: Date,
  },
  { versionKey: false },
);

/** Few, and changed seldom. */
@Injectable()
export class WebhookStore {
  private readonly webhooks: Collection<WebhookDocument>;

  constructor(@InjectModel('Webhook') model: Model<WebhookDocument>) {
    this.webhooks = collectionOf(model);
  }

  async get(id: string): Promise<WebhookDocument | undefined> {
    return (await this.webhooks.findOne({ _id: id })) ?? undefined;
  }

  list(): Promise<WebhookDocument[]> {
    return this.webhooks.find().sort({ _id: 1 }).limit(1_000).toArray();
  }

  /** @throws Problem `version-conflict` when somebody else saved it meanwhile */
  async save(before: WebhookDocument | undefined, next: Omit<WebhookDocument, 'version'>): Promise<WebhookDocument> {
    const { _id, ...fields } = { ...next, version: (before?.version ?? 0) + 1 };
    const written = before
      ? await this.webhooks.replaceOne({ _id, version: before.version }, fields)
      : await this.webhooks.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
    if (before ? written.matchedCount === 1 : written.upsertedCount === 1) return { _id, ...fields };
    throw new Problem('version-conflict', { context: { currentVersion: fields.version } });
  }

  async delete(id: string): Promise<boolean> {
    return (await this.webhooks.deleteOne({ _id: id })).deletedCount === 1;
  }
}
