import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Problem, problemOf, type Actor, type MergeCustomers } from '@deskbeat/contracts';
import { IntakeConfig } from '../intake.config.js';
import type { CustomerDocument } from './customer.schema.js';
import { CustomerStore } from './customer.store.js';
import { checkStands } from './domain/standing.js';
import { claim, isClaimed, merge, release, unmerge, type Claim } from './domain/merge.js';
import { Family } from './family.js';

const dayMs = 24 * 60 * 60 * 1000;
const attempts = 20;
/** Those who want the same customers wait for different times before they try again. */
const longestPauseMs = 40;

/** Duplicates become one, and two again (docs/adr/0010-merged-customers-are-resolved-when-read.md). */
@Injectable()
export class MergeService {
  constructor(
    private readonly store: CustomerStore,
    private readonly family: Family,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  /**
   * @returns the duplicate, which points to the other from now on
   * @throws Problem `merged` when one of them was merged into another one, `validation-failed`, `not-found`
   */
  async merge({ id, into }: MergeCustomers, actor: Actor): Promise<CustomerDocument> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const source = await this.store.aggregates.need(id);
      if (source.mergedInto?.id === into) return source;
      checkStands(source);
      if (!isClaimed(source)) {
        await this.family.checkRoom(id, into);
        const merged = await this.tryMerge(source, into, { mergeId: uuid(), sourceId: id, at: new Date(), by: actor });
        if (merged) return merged;
      }
      await delay(Math.random() * longestPauseMs);
    }
    throw new Problem('overloaded', { detail: 'others merge these customers', context: { entity: 'customer', id } });
  }

  unmerge(id: string, actor: Actor): Promise<CustomerDocument> {
    const at = new Date();
    const undoMs = this.config.UNMERGE_DAYS * dayMs;
    return this.store.aggregates.revise(id, { actor, at }, (customer) => unmerge(customer, at, undoMs));
  }

  /** Ends what a process that died had begun: done, or undone when the duplicate has become something else. */
  async settle({ _id: into, claims = [] }: CustomerDocument, before: Date): Promise<void> {
    for (const left of claims.filter(({ at }) => at <= before)) {
      const source = await this.store.aggregates.load(left.sourceId);
      const isOpen = source && !source.mergedInto && !isClaimed(source);
      if (isOpen && !(await this.write(source, into, left))) continue;
      await this.release(into, left);
    }
  }

  private async tryMerge(source: CustomerDocument, into: string, claimed: Claim) {
    const { by: actor, at } = claimed;
    await this.store.aggregates.revise(into, { actor, at }, (target) => claim(target, source, claimed));
    const merged = await this.write(source, into, claimed);
    await this.release(into, claimed);
    return merged;
  }

  /** Over the very state that was loaded: nobody has claimed or merged the duplicate since. */
  private write(source: CustomerDocument, into: string, claimed: Claim): Promise<CustomerDocument | undefined> {
    const { by: actor, at } = claimed;
    return this.store.aggregates
      .save(source, merge(source, into, claimed, at), { actor, at })
      .catch((error: unknown) => {
        if (problemOf(error).code === 'version-conflict') return undefined;
        throw error;
      });
  }

  private async release(into: string, { mergeId, by: actor, at }: Claim): Promise<void> {
    await this.store.aggregates.revise(into, { actor, at }, (target) => release(target, mergeId));
  }
}
