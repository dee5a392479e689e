import type { IncomingHttpHeaders } from 'node:http';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a page of another site may be behind a request (CSRF). Browsers say where a request comes from; programs that
 * say nothing have no cookies of anybody.
 */
export function isForeign(
  method: string,
  { 'sec-fetch-site': site, origin, host }: IncomingHttpHeaders,
  trusted: ReadonlySet<string>,
): boolean {
  if (safe.has(method)) return false;
  if (origin !== undefined && trusted.has(origin)) return false;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && hostOf(origin) !== host;
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
