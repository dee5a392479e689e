/** Who has a range of clocks until when; a free one has no owner. Instants are epoch milliseconds. */
export interface Lease {
  readonly range: number;
  readonly owner?: string;
  readonly until: number;
}

export interface LeaseMoves {
  /** Ranges that stay or become one's own. */
  readonly keep: readonly number[];
  readonly take: readonly Lease[];
  readonly release: readonly number[];
}

/** What a replica does so that all ranges have an owner and nobody has more than a fair share. */
export function leaseMoves(me: string, leases: readonly Lease[], replicas: readonly string[], now: number): LeaseMoves {
  const alive = new Set([...replicas, me]);
  const share = Math.ceil(leases.length / alive.size);
  const mine = leases.filter(({ owner, until }) => owner === me && until > now).map(({ range }) => range);
  const free = leases.filter(({ owner, until }) => owner === undefined || until <= now);
  const keep = mine.slice(0, share);
  return { keep, release: mine.slice(share), take: free.slice(0, Math.max(0, share - keep.length)) };
}
