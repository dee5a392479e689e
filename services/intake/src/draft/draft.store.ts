import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection } from 'mongodb';
import type { DraftKind } from '@deskbeat/contracts';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';

export interface DraftKey {
  ticketId: string;
  kind: DraftKind;
  personId: string;
}

export interface Draft extends DraftKey {
  version: number;
  text?: string;
  html?: string;
  mentions?: string[];
  replyTo?: number;
  attachments?: string[];
  shared: boolean;
  updatedAt: Date;
  /** When nobody wants it any more. */
  expiresAt: Date;
}

type Stored = Draft & { _id: string };

export const draftSchema = new Schema<Stored>({ _id: String, ticketId: String, expiresAt: Date } as never, {
  versionKey: false,
  strict: false,
});
draftSchema.index({ ticketId: 1, _id: 1 }, { name: 'ticket' });
draftSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });

const idOf = ({ ticketId, kind, personId }: DraftKey): string => `${ticketId}:${kind}:${personId}`;

@Injectable()
export class DraftStore {
  private readonly drafts: Collection<Stored>;

  constructor(@InjectModel('Draft') model: Model<Stored>) {
    this.drafts = collectionOf(model);
  }

  async load(key: DraftKey): Promise<Draft | undefined> {
    return (await this.drafts.findOne({ _id: idOf(key) })) ?? undefined;
  }

  async onTicket(ticketId: string, limit: number): Promise<Draft[]> {
    return this.drafts.find({ ticketId }).sort({ ticketId: 1, _id: 1 }).limit(limit).toArray();
  }

  /** @returns false when it is not the version before that is there */
  async write(draft: Draft): Promise<boolean> {
    const _id = idOf(draft);
    if (draft.version > 1) {
      const { matchedCount } = await this.drafts.replaceOne({ _id, version: draft.version - 1 }, draft);
      return matchedCount === 1;
    }
    try {
      await this.drafts.insertOne({ _id, ...draft });
      return true;
    } catch (error) {
      if (duplicateKeyOf(error)) return false;
      throw error;
    }
  }

  /** Removes it, unless it is newer than `upTo`. */
  async remove(key: DraftKey, upTo = Number.MAX_SAFE_INTEGER): Promise<Draft | undefined> {
    return (await this.drafts.findOneAndDelete({ _id: idOf(key), version: { $lte: upTo } })) ?? undefined;
  }
}
