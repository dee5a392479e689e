import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import type { Actor, CandidateView } from '@deskbeat/contracts';
import { collectionOf } from '@deskbeat/persistence';

/** Whom a person gave a ticket to that the system was not sure of. */
export interface ChoiceDocument {
  _id: string;
  ticketId: string;
  at: Date;
  by: Actor;
  personId: string;
  proposals: CandidateView[];
}

const { Mixed } = Schema.Types;
export const choiceSchema = new Schema<ChoiceDocument>(
  { _id: String, ticketId: String, at: Date, by: Mixed, personId: String, proposals: { type: Mixed } } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);
choiceSchema.index({ at: -1 });

/** The training data of the weights. */
@Injectable()
export class ChoiceStore {
  private readonly documents: Collection<ChoiceDocument>;

  constructor(@InjectModel('Choice') model: Model<ChoiceDocument>) {
    this.documents = collectionOf(model);
  }

  /** Once, however often it is kept. */
  async keep({ _id, ...choice }: ChoiceDocument): Promise<void> {
    await this.documents.updateOne({ _id }, { $setOnInsert: choice }, { upsert: true });
  }

  newest(limit: number): Promise<ChoiceDocument[]> {
    const any = { at: { $gte: new Date(0) } };
    return this.documents.find(any).sort({ at: -1 }).limit(limit).toArray();
  }
}
