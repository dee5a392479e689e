import type { FieldDefinition, FieldOption, FieldValue, FieldValues } from '@deskbeat/contracts';

const truths: Readonly<Record<string, boolean>> = {
  ...{ true: true, yes: true, x: true, 1: true },
  ...{ false: false, no: false, 0: false },
};
const numeral = /^[+-]?\d{1,15}(\.\d{1,15})?$/;

/** A choice by its key or by what it is called. */
function keyOf(options: readonly FieldOption[] = [], cell: string): string {
  const said = cell.toLowerCase();
  const named = options.find(({ key, label }) => key === cell || label.toLowerCase() === said);
  return named?.key ?? cell;
}

/** The value that a cell of a table says; what cannot be read stays text, which its field refuses. */
function valueOf({ kind, options }: FieldDefinition, cell: string): FieldValue {
  switch (kind) {
    case 'number':
      return numeral.test(cell) ? Number(cell) : cell;
    case 'checkbox':
      return new Map(Object.entries(truths)).get(cell.toLowerCase()) ?? cell;
    case 'choice':
      return keyOf(options, cell);
    case 'multi-choice':
      return cell
        .split(/[,;|]/u)
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => keyOf(options, part));
    case 'text':
    case 'date':
    case 'customer':
    case 'asset':
      return cell;
  }
}

/** Values of cells by the keys of their fields; those of no field stay as they are, to be refused by name. */
export function valuesIn(
  definitions: readonly FieldDefinition[],
  cells: Readonly<Record<string, string>>,
): FieldValues {
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  return Object.fromEntries(
    Object.entries(cells).map(([key, cell]) => {
      const definition = byKey.get(key);
      return [key, definition ? valueOf(definition, cell) : cell];
    }),
  );
}

/** The cell that is read back as the same value. */
export const cellOf = (value: FieldValue | undefined): string =>
  Array.isArray(value) ? value.join('; ') : String(value ?? '');
