import type { TimelineEntry } from '@deskbeat/contracts';
import { kindOf } from './facts.js';

/** Who else answered the customer after an entry of the timeline, each once. */
export const answersSince = (entries: readonly TimelineEntry[], version: number, me: string): string[] => [
  ...new Set(
    entries
      .filter((entry) => entry.version > version && kindOf(entry) === 'reply' && entry.actor.id !== me)
      .map(({ actor }) => actor.name ?? actor.id),
  ),
];
