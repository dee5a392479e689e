import type { FieldDefinition, FieldError, ProcedureStep } from '@deskbeat/contracts';

interface Definition {
  fields?: readonly FieldDefinition[];
  steps?: readonly ProcedureStep[];
}

const withOptions = new Set(['choice', 'multi-choice']);
const withBounds = new Set(['text', 'number', 'multi-choice']);

/** What is wrong with a definition beyond its shape. `known`: what the fields are now, by the same keys. */
export function problemsOf({ fields = [], steps = [] }: Definition, known: Definition = {}): FieldError[] {
  const kinds = new Map(known.fields?.map(({ key, kind }) => [key, kind]));
  return [
    ...repeated('/fields', fields),
    ...repeated('/steps', steps),
    ...fields.flatMap((field, index) => fieldProblems(`/fields/${index}`, field, kinds.get(field.key))),
    ...steps.flatMap(({ status }, index) =>
      status === 'closed' ? [{ pointer: `/steps/${index}/status`, message: 'nothing is done on a closed ticket' }] : [],
    ),
  ];
}

function fieldProblems(at: string, field: FieldDefinition, formerKind: string | undefined): FieldError[] {
  const { kind, options = [] } = field;
  const found: FieldError[] = [];
  const say = (name: string, message: string): void => void found.push({ pointer: `${at}/${name}`, message });
  if (formerKind !== undefined && formerKind !== kind)
    say('kind', `is ${formerKind} for good: tickets have values of it`);
  if (withOptions.has(kind) && options.length === 0) say('options', `a ${kind} needs options`);
  if (!withOptions.has(kind) && field.options) say('options', `a ${kind} has none`);
  return [...found, ...repeated(`${at}/options`, options), ...boundProblems(at, field)];
}

function boundProblems(at: string, { kind, min, max }: FieldDefinition): FieldError[] {
  const given = Object.entries({ min, max }).filter((bound): bound is [string, number] => bound[1] !== undefined);
  if (!withBounds.has(kind)) {
    return given.map(([name]) => ({ pointer: `${at}/${name}`, message: `a ${kind} has no bounds` }));
  }
  const counts = (value: number): boolean => kind === 'number' || (Number.isInteger(value) && value >= 0);
  const odd = given.filter(([, value]) => !counts(value));
  if (odd.length > 0)
    return odd.map(([name]) => ({ pointer: `${at}/${name}`, message: 'must be a whole number from 0' }));
  const [least, most] = [min ?? -Infinity, max ?? Infinity];
  return least > most ? [{ pointer: `${at}/max`, message: `must not be less than min (${least})` }] : [];
}

function repeated(at: string, items: readonly { key: string }[]): FieldError[] {
  const seen = new Set<string>();
  return items.flatMap(({ key }, index) => {
    const isNew = seen.size < seen.add(key).size;
    return isNew ? [] : [{ pointer: `${at}/${index}/key`, message: `${key} is there already` }];
  });
}
