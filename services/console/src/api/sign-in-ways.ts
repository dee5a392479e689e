import { queryOptions } from '@tanstack/react-query';
import type { SignInWays } from '@deskbeat/contracts';
import { get } from './client.js';

/** What the sign-in page offers. */
export const signInWaysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => get<SignInWays>('/sign-in-ways', {}, signal),
  staleTime: Infinity,
});

/** Browsers know passkeys at the address that they were made for, and nowhere else. */
export const passkeysWorkAt = (ways: SignInWays | undefined, origin: string): boolean => ways?.passkeysAt === origin;

/** How the organisation's own sign-in ended, when it did not let somebody in; it is taken out of the address. */
export function takeSsoOutcome(): string | undefined {
  const address = new URL(location.href);
  const outcome = address.searchParams.get('sso') ?? undefined;
  if (outcome === undefined) return undefined;
  address.searchParams.delete('sso');
  history.replaceState(history.state, '', address);
  return outcome;
}
