import { extensionOf } from './file-name.js';

/** What is known of a file: what its sender says, and what its first bytes say. */
export interface Seen {
  name: string;
  claimed?: string;
  sniffed?: { ext: string; mime: string };
  isText?: boolean;
}

const textTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  md: 'text/markdown',
  ics: 'text/calendar',
};

const bare = (type: string): string => type.split(';', 1)[0]!.trim().toLowerCase();

/** Media type by content; by name only among texts, of which none is ever a document that acts. */
export function typeOf({ name, sniffed, isText }: Seen): string {
  if (sniffed) return sniffed.mime;
  return isText ? (textTypes[extensionOf(name)] ?? 'text/plain') : 'application/octet-stream';
}

/** What the sender says, where the content says something else. */
export function contradicted(seen: Seen): string | undefined {
  const claimed = seen.claimed === undefined ? '' : bare(seen.claimed);
  const type = typeOf(seen);
  const isVague = claimed === '' || claimed === 'application/octet-stream';
  return isVague || claimed === type || (claimed.startsWith('text/') && type.startsWith('text/')) ? undefined : claimed;
}

/**
 * The first of the forbidden extensions and media types that the file has by name, by its sender's word or by content.
 */
export function forbiddenIn({ name, claimed, sniffed }: Seen, forbidden: ReadonlySet<string>): string | undefined {
  const traits = [extensionOf(name), sniffed?.ext, sniffed?.mime, claimed === undefined ? undefined : bare(claimed)];
  return traits.find((trait) => trait !== undefined && forbidden.has(trait));
}

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/tiff']);
export const isPicture = (type: string): boolean => pictures.has(type);
