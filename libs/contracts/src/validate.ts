import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { accepts } from './accepts.js';
import type { PayloadClass } from './contract.js';
import { Problem, type FieldError } from './problem.js';

const escape = (segment: string): string => segment.replaceAll('~', '~0').replaceAll('/', '~1');

function collect(errors: ValidationError[], parent: string, found: FieldError[]): FieldError[] {
  for (const error of errors) {
    const pointer = `${parent}/${escape(error.property)}`;
    for (const message of Object.values(error.constraints ?? {})) found.push({ pointer, message });
    collect(error.children ?? [], pointer, found);
  }
  return found;
}

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;

/** An optional field that is null is absent. Free-form objects keep their nulls. */
function dropNulls(instance: object): void {
  for (const [key, value] of Object.entries(instance) as [keyof typeof instance, unknown][]) {
    if (value === null) delete instance[key];
    else if (Array.isArray(value)) value.forEach((item) => item && typeof item === 'object' && dropNullsOf(item));
    else if (typeof value === 'object') dropNullsOf(value);
  }
}
const dropNullsOf = (value: object): void => (isPlain(value) ? undefined : dropNulls(value));

/**
 * Whether `value` is acceptable as a payload of the class: unknown fields, operators and `__proto__` are refused.
 * @returns the value; optional fields that were null are absent
 * @throws Problem `malformed-request` if it is no object, `validation-failed` with a pointer per field
 */
export function validated<T extends object>(payload: PayloadClass<T>, value: unknown): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem('malformed-request', { detail: 'expected a JSON object' });
  }
  if (accepts(payload, value)) return value as T;
  const instance = plainToInstance(payload, value, { exposeUnsetFields: false });
  const failures = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    // A class without fields is a payload like any other; fields that it does not have are refused by the line above.
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  if (failures.length > 0) throw new Problem('validation-failed', { errors: collect(failures, '', []) });
  dropNulls(instance);
  return instance;
}
