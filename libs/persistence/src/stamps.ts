import { randomBytes } from 'node:crypto';
import type { Filter } from 'mongodb';
import type { AggregateDocument } from './aggregate.js';

/** Writes by others between a write and the look whether it was done. */
const remembered = 4;

const writer = randomBytes(6).toString('base64url');
let writes = 0;

/** Names one write among those of all processes. */
export const newStamp = (): string => `${writer}${(++writes).toString(36)}`;

export const stampsAfter = ({ stamp: last, past = [] }: AggregateDocument, stamp: string) => ({
  stamp,
  ...(last && { past: [last, ...past].slice(0, remembered) }),
});

/** The document only as long as nobody wrote it since. */
export const sameState = <D extends AggregateDocument>({ _id, version, stamp }: D): Filter<D> =>
  ({ _id, version, stamp: stamp ?? null }) as unknown as Filter<D>;
