import type { RequestContract } from '@deskbeat/contracts';

/** How requests are recorded that change one kind of things; without it a request is recorded by what it asked for. */
export interface Audited {
  requests: readonly RequestContract[];
  /** `queue`, `person`, … */
  kind: string;
  /** Where the request has the id, or else the answer; `id` unless said. */
  id?: readonly string[];
  /** Model of the documents with these ids. */
  model?: string;
  /** Where there is only one such document: its id. */
  only?: string;
  /** Where the things stand in a list of that one document. */
  list?: string;
  /** Fields that name a thing together, where each of its versions is a document. */
  newestOf?: readonly string[];
}

/** The contracts of one kind of things, with what tells one from the other. */
export const audits = (
  kind: string,
  how: Omit<Audited, 'requests' | 'kind'>,
  ...requests: readonly RequestContract[]
): Audited => ({ kind, ...how, requests });

/** A text at one of these paths of what somebody sent, like `keyId` or `key.id`. */
export function textAt(value: unknown, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    let found: unknown = value;
    for (const key of path.split('.')) {
      found =
        typeof found === 'object' && found !== null && Object.hasOwn(found, key) ? (found as never)[key] : undefined;
    }
    if (typeof found === 'string' && found.length > 0 && found.length <= 300) return found;
  }
  return undefined;
}
