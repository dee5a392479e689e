import { Schema } from 'mongoose';
import type { Binary } from 'mongodb';

/** What a ticket is found by; the truth from which postings are made. */
export interface SearchEntry {
  _id: string;
  /** Digits of the ticket's number. */
  n: number;
  /** Number of writes: a writer that has seen an older one is refused. */
  w: number;
  /** Its terms, packed. */
  terms: string;
  /** Terms that postings may still have and must lose. */
  was?: string;
  /** Present until postings have it. */
  fresh?: Date;
}

/** The tickets of one block that have one term. `_id`: `<block>|<term>`. */
export interface Postings {
  _id: string;
  bytes: Binary;
  count: number;
  /** Number of writes. */
  w: number;
}

export interface SearchState {
  _id: string;
  /** Highest number of a ticket in the postings. */
  newest?: number;
  /** Counts merges: postings are the same as long as it is. */
  edition?: number;
  holder?: string;
  until?: Date;
}

const options = { versionKey: false, minimize: false, strict: 'throw' } as const;

export const searchEntrySchema = new Schema<SearchEntry>(
  { _id: String, n: Number, w: Number, terms: String, was: String, fresh: Date } as never,
  options,
);
searchEntrySchema.index({ fresh: 1 }, { sparse: true, name: 'fresh' });

export const postingsSchema = new Schema<Postings>(
  { _id: String, bytes: Buffer, count: Number, w: Number } as never,
  options,
);
export const searchStateSchema = new Schema<SearchState>(
  { _id: String, newest: Number, edition: Number, holder: String, until: Date } as never,
  options,
);

const lead = (block: number): string => `${block.toString(36).padStart(4, '0')}|`;

export const postingsId = (block: number, term: string): string => lead(block) + term;
export const termIn = (id: string): string => id.slice(id.indexOf('|') + 1);
