import type { SavePerson } from '@deskbeat/contracts';

export const importColumns = [
  'id',
  'name',
  'email',
  'role',
  'active',
  'teams',
  'skills',
  'regions',
  'languages',
  'capacity',
  'weight',
] as const;

export type Row = Partial<Record<(typeof importColumns)[number], string>>;

const listOf = (cell: string): string[] =>
  cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const skillOf = (item: string): { skill: string; level: number } => {
  const colon = item.lastIndexOf(':');
  return colon < 0 ? { skill: item, level: 3 } : { skill: item.slice(0, colon), level: Number(item.slice(colon + 1)) };
};

const truth: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

/** A row as the request that it means; an empty cell leaves the field as it is. Not validated. */
export function personOf(row: Row): Partial<Record<keyof SavePerson, unknown>> {
  const person: Partial<Record<keyof SavePerson, unknown>> = {};
  for (const column of importColumns) {
    const cell = row[column]?.trim();
    if (!cell) continue;
    switch (column) {
      case 'teams':
      case 'regions':
      case 'languages':
        person[column] = listOf(cell);
        break;
      case 'skills':
        person.skills = listOf(cell).map(skillOf);
        break;
      case 'capacity':
      case 'weight':
        person[column] = Number(cell);
        break;
      case 'active':
        person.active = truth[cell.toLowerCase()] ?? cell;
        break;
      default:
        person[column] = cell;
    }
  }
  return person;
}
