import type { AuditAction } from '@deskbeat/contracts';

/** Actions that tell an address which somebody typed who was not let in: it may be anybody's. */
const strangers: ReadonlySet<string> = new Set(['access.sign-in']);

/**
 * The action without the address: tries with the same one still show the same pseudonym.
 * @param pseudonymOf nothing where there is no key to make one with
 */
export function unnamed<A extends Pick<AuditAction, 'action' | 'on'>>(
  action: A,
  pseudonymOf: (address: string) => string | undefined,
): A {
  const { kind, name } = action.on ?? {};
  if (kind === undefined || name === undefined || !strangers.has(action.action)) return action;
  const id = pseudonymOf(name.trim().toLowerCase());
  return { ...action, on: { kind, ...(id !== undefined && { id }) } };
}
