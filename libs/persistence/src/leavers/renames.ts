/** Somebody who works here no more, and what stands in the place of their name. */
export interface Leaver {
  id: string;
  /** By which they were known. */
  names: readonly string[];
  /** E-mail addresses, in small letters. */
  addresses: readonly string[];
  pseudonym: string;
}

/** Nobody's address, in the place of theirs. */
export const addressOf = (pseudonym: string): string =>
  `${pseudonym.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}@removed.invalid`;

/** What a sign-in tells of where somebody was. */
const traces: ReadonlySet<string> = new Set(['device', 'address']);
const gone = '…';

type Fields = Record<string, unknown>;

/**
 * What of a document names the person: fields beside their id, `assigneeName` beside `assigneeId`, and their names in texts.
 * @param texts fields at the top that are sentences
 * @returns new values by path, `by.name`, `ticked.0.by.name`
 */
export function renamesIn(document: object, leaver: Leaver, texts: readonly string[] = []): Record<string, string> {
  const renames: Record<string, string> = {};
  collect(document, '', leaver, renames);
  for (const field of texts) {
    const text = (document as Fields)[field];
    if (typeof text !== 'string') continue;
    const told = withoutNames(text, leaver);
    if (told !== text) renames[field] = told;
  }
  return renames;
}

function collect(value: unknown, path: string, leaver: Leaver, renames: Record<string, string>): void {
  if (Array.isArray(value)) return value.forEach((one, at) => collect(one, `${path}${at}.`, leaver, renames));
  if (!isPlain(value)) return;
  for (const field of namesIn(value, leaver.id)) {
    if (typeof value[field] === 'string' && value[field] !== leaver.pseudonym) {
      renames[path + field] = leaver.pseudonym;
    }
  }
  for (const [key, inner] of Object.entries(value)) {
    const isTrace = value.accountId === leaver.id && traces.has(key) && inner !== gone;
    if (isTrace) renames[path + key] = gone;
    else if (typeof inner !== 'string') collect(inner, `${path}${key}.`, leaver, renames);
    else if (leaver.addresses.includes(inner.toLowerCase())) renames[path + key] = addressOf(leaver.pseudonym);
  }
}

/** Fields of an object that hold the name of whoever has this id. */
function namesIn(fields: Fields, id: string): string[] {
  const beside = Object.keys(fields).filter((key) => key.endsWith('Id') && fields[key] === id);
  const isSelf = fields.id === id && fields.kind === 'person';
  const isNamed = isSelf || beside.some((key) => key === 'personId' || key === 'accountId');
  return [...beside.map((key) => `${key.slice(0, -2)}Name`), ...(isNamed ? ['name'] : [])];
}

const letter = '\\p{L}\\p{N}';

/** Only whole names: Ana is not in Anabel. */
function withoutNames(text: string, { names, pseudonym }: Leaver): string {
  return names.reduce((told, name) => {
    const whole = new RegExp(`(?<![${letter}])${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![${letter}])`, 'gu');
    return told.replace(whole, () => pseudonym);
  }, text);
}

/** No date, no bytes, no id of the store. */
const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
