import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { collectionOf } from '@deskbeat/persistence';
import type { TicketFacts } from '../domain/ticket-facts.js';
import type { Experience } from '../domain/score.js';

export interface ExperienceDocument extends Experience {
  _id: string;
}
export interface ContactDocument {
  _id: string;
  tickets: number;
}

export const experienceSchema = new Schema<ExperienceDocument>(
  { _id: String, resolved: Number, reopened: Number, totalMs: Number } as never,
  { versionKey: false, strict: 'throw' },
);
export const contactSchema = new Schema<ContactDocument>({ _id: String, tickets: Number } as never, {
  versionKey: false,
  strict: 'throw',
});

/** What past success is counted by. */
export const categoryOf = ({ type, product }: TicketFacts): string => product ?? type;

const key = (one: string, other: string): string => `${encodeURIComponent(one)} ${encodeURIComponent(other)}`;

/**
 * Counts of past work that scores are made of. A kill between a ticket's end and its count loses that one count; it
 * never counts twice.
 */
@Injectable()
export class ExperienceStore {
  private readonly experience: Collection<ExperienceDocument>;
  private readonly contacts: Collection<ContactDocument>;

  constructor(
    @InjectModel('Experience') experience: Model<ExperienceDocument>,
    @InjectModel('Contact') contacts: Model<ContactDocument>,
  ) {
    this.experience = collectionOf(experience);
    this.contacts = collectionOf(contacts);
  }

  async resolved(personId: string, about: TicketFacts, tookMs: number): Promise<void> {
    const _id = key(personId, categoryOf(about));
    await Promise.all([
      this.experience.updateOne({ _id }, { $inc: { resolved: 1, reopened: 0, totalMs: tookMs } }, { upsert: true }),
      this.contacts.updateOne({ _id: key(personId, about.customerId) }, { $inc: { tickets: 1 } }, { upsert: true }),
    ]);
  }

  async reopened(personId: string, about: TicketFacts): Promise<void> {
    const _id = key(personId, categoryOf(about));
    await this.experience.updateOne({ _id }, { $inc: { resolved: 0, reopened: 1, totalMs: 0 } }, { upsert: true });
  }

  async experienceOf(personIds: readonly string[], categories: readonly string[]) {
    const ids = personIds.flatMap((person) => categories.map((category) => key(person, category)));
    const found = await this.experience.find({ _id: { $in: ids } }).toArray();
    const byId = new Map(found.map((one) => [one._id, one]));
    return (personId: string, category: string): Experience | undefined => byId.get(key(personId, category));
  }

  async contactsOf(personIds: readonly string[], customerIds: readonly string[]) {
    const ids = personIds.flatMap((person) => customerIds.map((customer) => key(person, customer)));
    const found = await this.contacts.find({ _id: { $in: ids } }).toArray();
    const byId = new Map(found.map((one) => [one._id, one.tickets]));
    return (personId: string, customerId: string): number => byId.get(key(personId, customerId)) ?? 0;
  }
}
