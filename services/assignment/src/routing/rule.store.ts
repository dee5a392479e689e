import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { collectionOf } from '@deskbeat/persistence';
import { KeptDocuments, type Editing, type Kept } from '../directory/kept.js';
import type { Rule } from '../domain/route.js';

export interface RulesContent {
  rules: Rule[];
}

const id = 'rules';

/** The routing rules, in their order: one document, since the order is theirs together. */
@Injectable()
export class RuleStore {
  private readonly documents: KeptDocuments<RulesContent>;

  constructor(@InjectModel('RoutingRules') model: Model<Kept<RulesContent>>) {
    this.documents = new KeptDocuments<RulesContent>('routing rules', collectionOf(model));
  }

  async load(): Promise<{ version: number; rules: Rule[] }> {
    return (await this.documents.load(id)) ?? { version: 0, rules: [] };
  }

  put(rules: Rule[], editing: Omit<Editing, 'id'>): Promise<Kept<RulesContent>> {
    return this.documents.put({ rules }, { ...editing, id });
  }
}
