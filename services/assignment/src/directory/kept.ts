import type { Collection, Filter, WithoutId } from 'mongodb';
import { Schema } from 'mongoose';
import { Problem, type Actor } from '@deskbeat/contracts';
import { duplicateKeyOf } from '@deskbeat/persistence';

/** What administrators keep: small documents, replaced as a whole by who has seen the newest version. */
export type Kept<T> = T & { _id: string; version: number; changed: { by: Actor; at: Date } };

export interface Editing {
  id: string;
  /** Absent: whatever it is now. */
  seenVersion?: number;
  by: Actor;
  at: Date;
}

export const keptSchema = (): Schema =>
  new Schema({ _id: String, version: Number } as never, { versionKey: false, minimize: false, strict: false });

const attempts = 8;

/** One kind of such documents. */
export class KeptDocuments<T extends object> {
  constructor(
    private readonly entity: string,
    private readonly documents: Collection<Kept<T>>,
  ) {}

  /** In the order of their ids. */
  async all(): Promise<Kept<T>[]> {
    const everything = { _id: { $gte: '' } } as Filter<Kept<T>>;
    return (await this.documents.find(everything).sort({ _id: 1 }).toArray()) as Kept<T>[];
  }

  async load(id: string): Promise<Kept<T> | undefined> {
    return ((await this.documents.findOne({ _id: id } as Filter<Kept<T>>)) ?? undefined) as Kept<T> | undefined;
  }

  /**
   * Creates or replaces.
   * @throws Problem `version-conflict` when the version that was seen is not the newest
   */
  async put(content: T, { id, seenVersion, by, at }: Editing): Promise<Kept<T>> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const before = await this.load(id);
      this.check(before, seenVersion);
      const next = { ...content, version: (before?.version ?? 0) + 1, changed: { by, at } };
      if (await this.write(id, before?.version, next as unknown as WithoutId<Kept<T>>)) {
        return { ...next, _id: id } as unknown as Kept<T>;
      }
    }
    throw new Problem('overloaded', { detail: 'too many changes at once', context: { entity: this.entity, id } });
  }

  /** @returns whether there was something to remove */
  async remove({ id, seenVersion }: Pick<Editing, 'id' | 'seenVersion'>): Promise<boolean> {
    this.check(await this.load(id), seenVersion);
    const version = seenVersion === undefined ? {} : { version: seenVersion };
    const { deletedCount } = await this.documents.deleteOne({ _id: id, ...version } as Filter<Kept<T>>);
    return deletedCount === 1;
  }

  private check(before: Kept<T> | undefined, seenVersion: number | undefined): void {
    if (seenVersion === undefined || before?.version === seenVersion) return;
    if (!before) throw new Problem('not-found', { context: { entity: this.entity } });
    throw new Problem('version-conflict', { context: { currentVersion: before.version } });
  }

  /** @returns whether nobody else was faster */
  private async write(id: string, version: number | undefined, next: WithoutId<Kept<T>>): Promise<boolean> {
    const filter = { _id: id, version: version ?? 0 } as Filter<Kept<T>>;
    try {
      const { matchedCount, upsertedCount } = await this.documents.replaceOne(filter, next, {
        upsert: version === undefined,
      });
      return matchedCount + upsertedCount === 1;
    } catch (error) {
      if (duplicateKeyOf(error) === undefined) throw error;
      return false;
    }
  }
}
