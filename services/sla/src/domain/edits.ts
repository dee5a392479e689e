import { Problem, type RulesChanged } from '@deskbeat/contracts';
import type { Rules } from './rules.js';

/** The rules after a change, and what it was. The edition is given when it is written. */
export interface Edit {
  readonly next: Rules;
  readonly change: Omit<RulesChanged, 'edition'>;
}

export const wrong = (pointer: string, message: string): Problem =>
  new Problem('validation-failed', { errors: [{ pointer, message }] });

/** @throws Problem `not-found` */
export function need<T extends { id: string }>(list: readonly T[], id: string, entity: string): T {
  const found = list.find((one) => one.id === id);
  if (!found) throw new Problem('not-found', { context: { entity, id } });
  return found;
}

/** @throws Problem `version-conflict` */
export function seen<T extends { version: number }>(one: T, version: number): T {
  if (one.version !== version) throw new Problem('version-conflict', { context: { currentVersion: one.version } });
  return one;
}
