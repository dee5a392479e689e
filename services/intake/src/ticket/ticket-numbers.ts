import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection } from 'mongodb';
import { collectionOf } from '@deskbeat/persistence';
import { IntakeConfig } from '../intake.config.js';

export interface Counter {
  _id: string;
  taken: number;
}

export const counterSchema = new Schema<Counter>({ _id: String, taken: Number } as never, { versionKey: false });

const first = 10_001;

/** Human numbers from blocks that belong to one process: unique everywhere, growing, with gaps after a restart. */
@Injectable()
export class TicketNumbers {
  private readonly counters: Collection<Counter>;
  private next = 0;
  private end = 0;
  private taking?: Promise<void>;

  constructor(
    @InjectModel('Counter') model: Model<Counter>,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {
    this.counters = collectionOf(model);
  }

  async take(): Promise<string> {
    while (this.next >= this.end) await (this.taking ??= this.takeBlock().finally(() => (this.taking = undefined)));
    return `DB-${this.next++}`;
  }

  private async takeBlock(): Promise<void> {
    const size = this.config.NUMBER_BLOCK;
    const counter = await this.counters.findOneAndUpdate(
      { _id: 'ticket-number' },
      { $inc: { taken: size } },
      { upsert: true, returnDocument: 'after' },
    );
    this.end = first + counter!.taken;
    this.next = this.end - size;
  }
}
