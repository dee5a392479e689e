import type { Choice } from './resource.js';

/** All time zones that there are. */
export const zones: Choice[] = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((value) => ({
  value,
  word: { en: value, zh: value },
}));
