import { Problem } from '@deskbeat/contracts';

/** Strong tag of a version. */
export const tagOf = (version: number): string => `"${version}"`;

const tag = /^(W\/)?"([\x21\x23-\x7e]*)"$/;

/**
 * The version that an `If-Match` header names.
 * @throws Problem `precondition-required` without one, `malformed-request` when it is no single tag,
 * `version-conflict` for a tag that no version can have
 */
export function seenVersion(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '*') {
    throw new Problem('precondition-required', { detail: 'send If-Match with the ETag of the ticket that was read' });
  }
  const [, weak, value] = tag.exec(ifMatch.trim()) ?? [];
  if (value === undefined) {
    throw new Problem('malformed-request', { detail: 'If-Match must be one entity tag, like "3"' });
  }
  if (weak || !/^[1-9]\d{0,14}$/.test(value)) {
    throw new Problem('version-conflict', { detail: 'If-Match names no version; tags are compared strongly' });
  }
  return Number(value);
}

/** Whether the reader has this version already (weak comparison, RFC 9110 §13.1.2). */
export function isKnown(ifNoneMatch: string | undefined, version: number): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(tagOf(version));
}
