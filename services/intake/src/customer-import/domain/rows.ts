import {
  customerColumns,
  isKey,
  type CreateCustomer,
  type CustomerColumn,
  type FieldError,
  type IdentityData,
  type IdentityKind,
} from '@deskbeat/contracts';

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/gu, '');
const spellings: Readonly<Record<string, CustomerColumn>> = {
  ...Object.fromEntries(customerColumns.map((column) => [plain(column), column])),
  mail: 'email',
  telephone: 'phone',
  mobile: 'phone',
  externalid: 'external',
  organization: 'organisation',
  company: 'organisation',
};

function columnOf(name: string): CustomerColumn | null {
  const [, key = ''] = /^\s*field\.(\S+)\s*$/i.exec(name) ?? [];
  if (isKey(key.toLowerCase())) return `field.${key.toLowerCase()}`;
  return Object.hasOwn(spellings, plain(name)) ? spellings[plain(name)]! : null;
}

/** @returns the columns by place, null for those that mean nothing, and what is wrong with them as a whole */
export function columnsIn(names: readonly string[]): { columns: (CustomerColumn | null)[]; error?: string } {
  const columns = names.map(columnOf);
  const known = columns.filter((column) => column !== null);
  if (new Set(known).size < known.length) return { columns, error: 'a column stands there twice' };
  if (!known.includes('email') && !known.includes('external')) {
    return { columns, error: 'the first row must name the columns, email or external among them' };
  }
  return { columns };
}

/** A formula that was defused for a spreadsheet is what it was before. */
const armed = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/u, '');

const identityColumns: readonly IdentityKind[] = ['external', 'email', 'phone', 'social'];
const partsOf = (cell = ''): string[] =>
  cell
    .split(';')
    .map((part) => armed(part.trim()))
    .filter((part) => part !== '');

export interface Row {
  /** Empty cells say nothing. */
  request: CreateCustomer;
  /** Column of each identity. */
  sources: IdentityKind[];
  /** An id or external ids of organisations. */
  organisations: string[];
  /** Cells of own fields, by key. */
  own: Record<string, string>;
}

const ownIn = (given: Partial<Record<CustomerColumn, string>>): Record<string, string> => {
  const own = Object.entries(given).filter(([column]) => column.startsWith('field.'));
  return Object.fromEntries(own.map(([column, cell]) => [column.slice('field.'.length), cell ?? '']));
};

/** What a row says, not validated. */
export function rowOf(cells: readonly string[], columns: readonly (CustomerColumn | null)[]): Row {
  const given: Partial<Record<CustomerColumn, string>> = {};
  columns.forEach((column, place) => {
    const cell = armed((cells[place] ?? '').trim());
    if (column && cell !== '') given[column] = cell;
  });
  const identities: IdentityData[] = identityColumns.flatMap((kind) =>
    partsOf(given[kind]).map((value) => ({ kind, value })),
  );
  const { kind, name, tier, region, language, timeZone, notes, organisation } = given;
  const fields = Object.entries({ kind, name, tier, region, language, timeZone, notes });
  const told = Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  return {
    request: { ...told, ...(identities.length > 0 && { identities }) },
    sources: identities.map((identity) => identity.kind),
    organisations: partsOf(organisation),
    own: ownIn(given),
  };
}

const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');

/** Whether no row is about somebody whom another one is about or names: then their order means nothing. */
export function areApart(rows: readonly Row[]): boolean {
  const named = rows.map(({ request: { identities = [] } }) => new Set(identities.map(({ value }) => folded(value))));
  const all = named.flatMap((names) => [...names]);
  const distinct = new Set(all);
  return (
    distinct.size === all.length &&
    rows.every(({ organisations }) => organisations.every((name) => !distinct.has(folded(name))))
  );
}

/** Pointers to fields of a request as pointers to columns. */
export function atColumns(errors: readonly FieldError[], sources: readonly IdentityKind[]): FieldError[] {
  return errors.map(({ pointer, message }) => {
    const place = /^\/identities\/(\d+)/.exec(pointer)?.[1];
    if (place !== undefined) return { pointer: `/${sources[Number(place)] ?? 'external'}`, message };
    if (pointer.startsWith('/fields/')) return { pointer: pointer.replace('/fields/', '/field.'), message };
    return { pointer: pointer.startsWith('/organisationIds') ? '/organisation' : pointer, message };
  });
}
