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
    const isItself = actor.kind === 'system' && actor.id === service;
    if (service !== spokesman || isItself) {
      return believed({ kind: 'system', id: service, ...(isItself && { name: actor.name }) });
    }
    if (this.isEnforced) throw new Problem('unauthenticated');
    // Whoever has scopes is no service.
    return actor.kind === 'system' ? { ...believed(actor), scopes: ['*'] } : believed(actor);
  }
}
