import type { Collator } from '../bson/compare.js';
import type { Value } from '../bson/raw.js';
import type { Tree } from './tree.js';

/** The present value of a field in; the new one out. `KEEP` changes nothing, `REMOVE` takes the field away. */
export type Change = (current: Tree | undefined) => Tree | typeof KEEP | typeof REMOVE;
export const KEEP = Symbol('keep');
export const REMOVE = Symbol('remove');

export interface ModifierContext {
  path: string;
  collator?: Collator;
}

/** Checks the argument once and returns what to do with each field it is applied to. */
export type Modifier = (argument: Value, context: ModifierContext) => Change;
