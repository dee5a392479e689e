import type { KeyView } from '@deskbeat/contracts';

export const keysKey = ['keys'];

/** A key, with its secret as long as that can be shown. */
export type KnownKey = KeyView & { secret?: string };
