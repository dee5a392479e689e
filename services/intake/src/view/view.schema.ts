import { Schema } from 'mongoose';
import type { TicketOrder, ViewColumn } from '@deskbeat/contracts';

export interface ViewDocument {
  _id: string;
  version: number;
  name: string;
  filter: string;
  order: TicketOrder;
  columns: ViewColumn[];
  scope: 'mine' | 'team' | 'shared';
  teamId?: string;
  ownerId: string;
  updatedAt: Date;
}

export const viewSchema = new Schema<ViewDocument>(
  {
    _id: String,
    version: Number,
    name: String,
    filter: String,
    order: String,
    columns: { type: [String], default: undefined },
    scope: String,
    teamId: String,
    ownerId: String,
    updatedAt: Date,
  } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);
viewSchema.index({ scope: 1, ownerId: 1 }, { name: 'scope' });
viewSchema.index({ scope: 1, teamId: 1 }, { name: 'team', partialFilterExpression: { teamId: { $exists: true } } });
