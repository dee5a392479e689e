import { badValue } from '../errors.js';
import type { Collator } from '../bson/compare.js';
import type { Value } from '../bson/raw.js';

const SENSITIVITY: Record<number, 'base' | 'accent' | 'variant'> = { 1: 'base', 2: 'accent', 3: 'variant' };
const collators = new Map<string, Collator | undefined>();

/** Undefined for the simple (byte order) collation. */
export function collatorOf(spec: Value | undefined): Collator | undefined {
  if (spec === undefined || spec.isEmpty) return undefined;
  const key = spec.bytes().toString('latin1');
  if (!collators.has(key)) {
    if (collators.size > 100) collators.clear();
    collators.set(key, build(spec.toJs()));
  }
  return collators.get(key);
}

function build(spec: { locale?: unknown; strength?: number; numericOrdering?: boolean; caseFirst?: string }) {
  if (typeof spec.locale !== 'string') throw badValue("BSON field 'collation.locale' is missing but a required field");
  if (spec.locale === 'simple') return undefined;
  try {
    return new Intl.Collator(spec.locale.replace('_', '-'), {
      sensitivity: SENSITIVITY[spec.strength ?? 3] ?? 'variant',
      numeric: spec.numericOrdering === true,
      caseFirst: spec.caseFirst === 'upper' || spec.caseFirst === 'lower' ? spec.caseFirst : 'false',
    });
  } catch {
    throw badValue(`Field 'locale' is invalid in: { locale: "${spec.locale}" }`);
  }
}
