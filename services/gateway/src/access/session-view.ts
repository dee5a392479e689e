import type { Authenticated, SessionView } from '@deskbeat/contracts';

/** A session as whoever opened it sees it. */
export const sessionViewOf = ({ identity, use, email, expiresAt, needs }: Authenticated): SessionView => ({
  identity,
  use,
  ...(email && { email }),
  expiresAt,
  ...(needs && { needs }),
});
