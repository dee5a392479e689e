import type { AccessGrant } from '@deskbeat/identity';
import type { Changed } from './credential-changes.js';

/**
 * Which signed tokens do not hold any more, by what was heard since they were issued: those of an ended session, those from
 * before a change of the account, those from before this gateway began to listen. Their holders refresh them.
 */
export class Revocations {
  /** Epoch milliseconds at which an id was named, the oldest first. */
  private readonly changes = new Map<string, number>();
  private listeningSince: number;

  /** @param lifeMs how long a token lasts: what changed before that concerns none */
  constructor(
    private readonly lifeMs: number,
    private readonly now: () => number = Date.now,
  ) {
    this.listeningSince = now();
  }

  changed(changed: Changed): void {
    const now = this.now();
    if (changed === 'any') {
      this.listeningSince = now;
      this.changes.clear();
      return;
    }
    for (const id of changed) {
      this.changes.delete(id);
      this.changes.set(id, now);
    }
    for (const [id, at] of this.changes) {
      if (at + this.lifeMs > now) break;
      this.changes.delete(id);
    }
  }

  holds({ identity: { id, session }, issuedAt }: Pick<AccessGrant, 'identity' | 'issuedAt'>): boolean {
    if (issuedAt < this.listeningSince || (session !== undefined && this.changes.has(session))) return false;
    const changedAt = this.changes.get(id);
    return changedAt === undefined || issuedAt > changedAt;
  }
}
