import { randomUUID } from 'node:crypto';
import type { FactoryProvider } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import type { ForgottenData } from '@deskbeat/contracts';
import { decodeCursor, encodeCursor } from '../page.js';
import { renamesIn, type Leaver } from './renames.js';

interface Kept {
  _id: string;
  version?: number;
  stamp?: string;
}

/** Documents that are looked at in one part. */
const part = 500;

/** Takes the names of people who left out of the documents of a service, which are looked at one after the other. */
export class Leavers {
  private readonly models: [string, readonly string[]][];

  /** @param models in their order, states before their histories; each with its fields that are sentences */
  constructor(
    private readonly store: Connection,
    models: Readonly<Record<string, readonly string[]>>,
  ) {
    this.models = Object.entries(models);
  }

  /** Does a part: what is done already is left as it is. */
  async rename(leaver: Leaver, cursor?: string): Promise<ForgottenData> {
    const [at, last] = cursor === undefined ? [0, ''] : decodeCursor(cursor, 2);
    const [model, texts] = this.models[Number(at)] ?? [];
    if (model === undefined) return { counts: [] };
    const read = await this.page(model, String(last));
    let count = 0;
    for (const document of read) {
      const renames = renamesIn(document, leaver, texts);
      const paths = Object.keys(renames);
      if (paths.length === 0) continue;
      // What is on its way would come into the history later, and a state that was changed meanwhile is read again.
      const isOnItsWay = paths.some((path) => path.startsWith('outbox.'));
      if (isOnItsWay || !(await this.write(model, document, renames))) {
        return { counts: [], wait: true, next: encodeCursor([at, last]) };
      }
      count++;
    }
    const next = read.length === part ? [at, read.at(-1)!._id] : [Number(at) + 1, ''];
    const isMore = Number(next[0]) < this.models.length;
    return { counts: [{ what: 'names', count }], ...(isMore && { next: encodeCursor(next) }) };
  }

  private page(model: string, after: string): Promise<Kept[]> {
    const projection = isHistory(model) ? { text: 0, html: 0 } : {};
    return this.documents(model)
      .find({ _id: { $gt: after } }, { projection })
      .sort({ _id: 1 })
      .limit(part)
      .toArray();
  }

  private async write(model: string, { _id, version, stamp }: Kept, renames: Record<string, string>): Promise<boolean> {
    const isAggregate = this.store.modelNames().includes(`${model}Journal`);
    const same = { _id, ...(version !== undefined && { version }), ...(isAggregate && { stamp: stamp ?? null }) };
    // Another stamp: who has loaded the state with the name in it cannot write it any more.
    const $set = { ...renames, ...(isAggregate && { stamp: `left-${randomUUID()}` }) };
    return (await this.documents(model).updateOne(same as object, { $set })).matchedCount === 1;
  }

  private documents(model: string): mongo.Collection<Kept> {
    return this.store.model(model).collection as unknown as mongo.Collection<Kept>;
  }
}

/** For the documents of these models, see {@link Leavers}. */
export const leaversAmong = (models: Readonly<Record<string, readonly string[]>>): FactoryProvider<Leavers> => ({
  provide: Leavers,
  inject: [getConnectionToken()],
  useFactory: (store: Connection) => new Leavers(store, models),
});

const isHistory = (model: string): boolean => model.endsWith('Journal');
