import { customerMerged, customerUnmerged, Problem, type Actor } from '@deskbeat/contracts';
import { stateOf, type Customer } from './customer.js';
import { defined, fact, nothingToDo, type Decision, type Revision } from './revision.js';
import { checkStands } from './standing.js';

export interface Merge {
  /** Of the target. */
  id: string;
  mergeId: string;
  at: Date;
}

/** Says on the target that a duplicate is about to point at it. */
export interface Claim {
  mergeId: string;
  sourceId: string;
  at: Date;
  by: Actor;
}

const refused = (pointer: string, message: string): Problem =>
  new Problem('validation-failed', { errors: [{ pointer, message }] });

/** While the claim stands, the target is merged into nobody: that is what keeps merges from making a circle. */
export function claim(target: Customer, source: Customer, claimed: Claim): Revision {
  checkStands(target);
  if (source._id === target._id) throw refused('/into', 'is the duplicate itself');
  if (source.kind !== target.kind) throw refused('/into', `is no ${source.kind}`);
  return { next: { ...stateOf(target), claims: [...(target.claims ?? []), claimed] }, facts: [] };
}

export function release(target: Customer, mergeId: string): Decision {
  const rest = target.claims?.filter((one) => one.mergeId !== mergeId) ?? [];
  if (rest.length === (target.claims?.length ?? 0)) return nothingToDo;
  return { next: defined({ ...stateOf(target), claims: rest.length > 0 ? rest : undefined }), facts: [] };
}

/** Whether others are about to be merged into it. */
export const isClaimed = ({ claims = [] }: Customer): boolean => claims.length > 0;

/** Everything else stays as it is, so that it can be undone. Write it only over the state that was there before the claim. */
export function merge(source: Customer, into: string, { mergeId }: Claim, now: Date): Revision {
  checkStands(source);
  const mergedInto = { id: into, mergeId, at: now };
  return {
    next: { ...stateOf(source), mergedInto, updatedAt: now },
    facts: [fact(customerMerged, { into })],
  };
}

/** @throws Problem `not-found` when it is not merged, `merged` when that is too long ago */
export function unmerge(customer: Customer, now: Date, undoMs: number): Revision {
  const { _id: id, mergedInto } = customer;
  if (!mergedInto) throw new Problem('not-found', { context: { entity: 'merge', id } });
  if (now.getTime() > undoUntil(mergedInto, undoMs).getTime()) {
    const context = { entity: 'customer', id, into: mergedInto.id };
    throw new Problem('merged', { detail: 'it can no longer be undone', context });
  }
  const next = defined({ ...stateOf(customer), mergedInto: undefined, updatedAt: now });
  return { next, facts: [fact(customerUnmerged, { from: mergedInto.id })] };
}

export const undoUntil = ({ at }: Merge, undoMs: number): Date => new Date(at.getTime() + undoMs);
