import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection } from 'mongodb';
import { Problem, type NoticeCause, type NoticeLanguage } from '@deskbeat/contracts';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';

/** One version of one text; the newest counts. `_id` is `<cause>:<language>:<version>`. */
export interface TemplateDocument {
  _id: string;
  cause: NoticeCause;
  language: NoticeLanguage;
  version: number;
  /** Absent: back to the text as delivered. */
  title?: string;
  body?: string;
  updatedAt: Date;
  by: string;
}

export const templateSchema = new Schema<TemplateDocument>(
  {
    _id: String,
    cause: String,
    language: String,
    version: Number,
    title: String,
    body: String,
    updatedAt: Date,
    by: String,
  },
  { versionKey: false },
);
templateSchema.index({ cause: 1, language: 1, version: -1 }, { name: 'newest' });

@Injectable()
export class TemplateStore {
  private readonly templates: Collection<TemplateDocument>;

  constructor(@InjectModel('Template') model: Model<TemplateDocument>) {
    this.templates = collectionOf(model);
  }

  async newest(cause: NoticeCause, language: NoticeLanguage): Promise<TemplateDocument | undefined> {
    return (await this.versions(cause, language, 1))[0];
  }

  /** Newest first. */
  versions(cause: NoticeCause, language: NoticeLanguage, limit: number): Promise<TemplateDocument[]> {
    const newestFirst = { cause: 1, language: 1, version: -1 } as const;
    return this.templates.find({ cause, language }).sort(newestFirst).limit(limit).toArray();
  }

  /** @throws Problem `version-conflict` when somebody wrote this version meanwhile */
  async add(template: Omit<TemplateDocument, '_id'>): Promise<TemplateDocument> {
    const { cause, language, version } = template;
    const document = { _id: `${cause}:${language}:${version}`, ...template };
    try {
      await this.templates.insertOne(document);
      return document;
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
      throw new Problem('version-conflict', { context: { currentVersion: version } });
    }
  }
}
