import { Problem, type Actor, type Identity } from '@deskbeat/contracts';
import { type Credentials, spokesman } from '@deskbeat/identity';

/** Whether requests must say by a signature who asks, or whoever reaches the bus is believed. */
export const accessModes = ['open', 'enforced'] as const;
export type AccessMode = (typeof accessModes)[number];

/** Somebody believed by their word alone, where access is open: people may do everything. */
export const believed = ({ kind, id, name }: Actor): Identity => ({
  kind,
  id,
  ...(name !== undefined && { name }),
  role: kind === 'person' ? 'administrator' : kind,
  teams: [],
});

/** How a process says who asks, and what it demands of those who ask it. */
export class Authority {
  constructor(
    readonly mode: AccessMode = 'open',
    readonly credentials?: Credentials,
  ) {
    if (mode === 'enforced' && !credentials) throw new Error('enforced access needs keys (IDENTITY_KEYS)');
  }

  get isEnforced(): boolean {
    return this.mode === 'enforced';
  }

  /**
   * The signature under what this process asks in its own name, or in somebody's that it may speak for.
   * @throws Problem `unauthenticated` for a person or customer whose identity is not known here
   */
  async signatureFor(actor: Actor, identity?: Identity): Promise<string | undefined> {
    const { credentials } = this;
    return credentials?.sign(identity ?? this.identityOf(actor, credentials.service));
  }

  private identityOf(actor: Actor, service: string): Identity {
    if (service === spokesman && (actor.kind === 'system' || !this.isEnforced)) return believed(actor);
    if (service === spokesman) throw new Problem('unauthenticated');
    const name = actor.kind === 'system' && actor.id === service ? actor.name : undefined;
    return believed({ kind: 'system', id: service, name });
  }
}
