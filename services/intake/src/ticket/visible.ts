import { narrowing } from '@deskbeat/messaging';

/** What of it the one who is answered now may see. */
export function visible<F extends { $and?: object[] }>(filter: F): F {
  const seen = narrowing();
  return seen ? { ...filter, $and: [...(filter.$and ?? []), seen] } : filter;
}
