import type { AuditChange } from '@deskbeat/contracts';

/** One field of something, its value as JSON; of a secret there is a mark that tells it from another one. */
export interface Field {
  field: string;
  value: string;
  mark?: string;
}

/** What the store keeps for itself, or what only says when. */
const unsaid = new Set(['_id', 'version', 'stamp', 'past', 'outbox', 'updatedAt', 'savedAt', 'changed', 'by']);
const secret = /secret|passw|token|digest|credential|authorization|cookie|privatekey|factor|recovery|^key$/i;
export const redacted = '"[redacted]"';

const deepest = 4;
const longest = 1_500;
const mostFields = 200;

/**
 * The fields of something, those of its parts as `targets.urgent.response`; lists are one value.
 * @param markOf tells one secret from another without telling it
 */
export function fieldsOf(thing: object | undefined, markOf: (value: string) => string): Field[] {
  const fields: Field[] = [];
  const look = (value: unknown, path: string, depth: number): void => {
    if (value === undefined || value === null || fields.length >= mostFields) return;
    if (isPlain(value) && depth < deepest) {
      for (const [key, inner] of Object.entries(value)) {
        if (depth > 0 || !unsaid.has(key)) {
          const at = path ? `${path}.${key}` : key;
          if (secret.test(key) && typeof inner !== 'boolean') hide(inner, at);
          else look(inner, at, depth + 1);
        }
      }
    } else fields.push({ field: cut(path, 300), value: jsonOf(value) });
  };
  const hide = (value: unknown, path: string): void => {
    if (value === undefined || value === null) return;
    fields.push({ field: cut(path, 300), value: redacted, mark: markOf(JSON.stringify(value)) });
  };
  look(thing ?? {}, '', 0);
  return fields;
}

/** What was asked for, without what is long: that is no setting. */
export const askedOf = (fields: readonly Field[]): AuditChange[] =>
  fields.map(({ field, value }) => ({
    field,
    after: value.length <= 300 ? value : JSON.stringify(`(${value.length} characters)`),
  }));

/** The fields that are not the same any more. */
export function changesBetween(before: readonly Field[], after: readonly Field[]): AuditChange[] {
  const then = new Map(before.map((one) => [one.field, one]));
  const now = new Map(after.map((one) => [one.field, one]));
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((field) => {
    const [was, is] = [then.get(field), now.get(field)];
    if (was?.value === is?.value && was?.mark === is?.mark) return [];
    return [{ field, ...(was && { before: was.value }), ...(is && { after: is.value }) }];
  });
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Secrets deep inside of lists are hidden as well, and what stands before the @ of an address with a password. */
function jsonOf(value: unknown): string {
  const hiding = (key: string, inner: unknown): unknown =>
    secret.test(key) && typeof inner !== 'boolean' && inner !== undefined ? '[redacted]' : inner;
  const text = JSON.stringify(value, hiding).replaceAll(/(\w:\/\/)[^/@\s"]+@/g, '$1[redacted]@');
  return text.length <= longest ? text : JSON.stringify(`${cut(text, longest - 200)}… (${text.length} characters)`);
}

/** A line that every edge takes: no control characters, not longer than `most`. */
export const lineOf = (value: unknown, most = 300): string | undefined =>
  typeof value === 'string' ? cut(value.replaceAll(/[\p{C}\u2028\u2029]/gu, ' ').trim(), most) || undefined : undefined;

const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
