import type { MadeLink } from '@deskbeat/contracts';

/**
 * Asks for the link by which the first administrator comes in.
 * @returns nothing when there is an account already
 */
export async function setUpLink(url: string, operatorKey: string): Promise<string | undefined> {
  const response = await fetch(`${url}/api/v1/set-up-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(15_000),
  });
  if (response.status === 409) return undefined;
  if (!response.ok) throw new Error(`${response.status} ${(await response.text()).slice(0, 300)}`);
  return ((await response.json()) as MadeLink).url;
}
