import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  keyCreated,
  keyRevoked,
  keyRotated,
  Problem,
  type Actor,
  type CreateKey,
  type EventContract,
  type KeyChanged,
  type KeyHolder,
  type KeyList,
  type KeyView,
  type NewKey,
  type RotateKey,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { fact, Journal, journalToken, type Fact, type Origin } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AccessConfig } from '../access.config.js';
import { Gateways } from '../gateways.js';
import { KeyStore, type KeyDocument, type KeySecret } from './key.store.js';

const hour = 3_600_000;
const notedMs = 60_000;
const beginning = 'dbk_';

/** Keys of programs. Only digests of their secrets are kept. */
@Injectable()
export class KeyService {
  private readonly logger = new Logger('keys');
  private readonly operatorsDigest?: string;

  constructor(
    private readonly keys: KeyStore,
    private readonly gateways: Gateways,
    private readonly time: Time,
    @Inject(AccessConfig) { OPERATOR_KEY }: AccessConfig,
    @Inject(journalToken('key')) private readonly journal: Journal,
  ) {
    if (OPERATOR_KEY) this.operatorsDigest = digestOf(OPERATOR_KEY);
  }

  async create(asked: CreateKey, actor: Actor): Promise<NewKey> {
    const { name, role = 'system', scopes, actsForOthers = false, expiresAt } = asked;
    const now = new Date(this.time.now());
    if (expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime()) {
      throw new Problem('validation-failed', { errors: [{ pointer: '/expiresAt', message: 'must be to come' }] });
    }
    const { secret, digest, begins } = secretOfKey();
    const key = {
      _id: randomUUID(),
      name,
      role,
      ...(scopes && { scopes }),
      actsForOthers,
      begins,
      secrets: [{ digest }],
      createdAt: now,
      ...(expiresAt && { expiresAt: new Date(expiresAt) }),
    };
    const outcome = await this.keys.aggregates.create(key, [telling(keyCreated, key)], { actor, at: now });
    if ('refusedBy' in outcome) throw new Problem('already-exists');
    return { key: viewOf(outcome.created), secret };
  }

  async rotate({ keyId, overlapHours = 24 }: RotateKey, actor: Actor): Promise<NewKey> {
    const { secret, digest, begins } = secretOfKey();
    const origin = this.origin(actor);
    const until = new Date(origin.at.getTime() + overlapHours * hour);
    const saved = await this.keys.aggregates.revise(keyId, origin, (now) => {
      if (now.secrets.length === 0) throw new Problem('not-found', { context: { entity: 'key', id: keyId } });
      const before = now.secrets.slice(0, 1).map((one): KeySecret => ({ digest: one.digest, until }));
      const secrets = [{ digest }, ...before];
      return { next: { ...now, begins, secrets, rotatedAt: origin.at }, facts: [telling(keyRotated, now)] };
    });
    this.gateways.mustAskAgain([keyId]);
    return { key: viewOf(saved), secret };
  }

  async revoke(keyId: string, actor: Actor): Promise<KeyView> {
    const saved = await this.keys.aggregates.revise(keyId, this.origin(actor), (now) =>
      now.secrets.length === 0 ? undefined : { next: { ...now, secrets: [] }, facts: [telling(keyRevoked, now)] },
    );
    this.gateways.mustAskAgain([keyId]);
    return viewOf(saved);
  }

  async list(): Promise<KeyList> {
    return { items: (await this.keys.all()).filter(({ secrets }) => secrets.length > 0).map(viewOf) };
  }

  /** @throws Problem `unauthenticated` */
  async authenticate(digest: string): Promise<KeyHolder> {
    if (digest === this.operatorsDigest) return operator;
    const now = new Date(this.time.now());
    const key = await this.keys.withSecret(digest);
    const secret = key?.secrets.find((one) => one.digest === digest);
    const ends = [key?.expiresAt, secret?.until].filter((end) => end !== undefined);
    if (!key || !secret || ends.some((end) => end <= now)) throw new Problem('unauthenticated');
    this.noteUse(key, now);
    const { _id: keyId, name, role, scopes, actsForOthers } = key;
    const [expiresAt] = ends.sort((a, b) => a.getTime() - b.getTime());
    return {
      identity: { kind: 'system', id: keyId, name, role, teams: [], ...(scopes && { scopes }), session: keyId },
      keyId,
      actsForOthers,
      ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    };
  }

  republish(since: Date): Promise<number> {
    return this.journal.republish(since);
  }

  private noteUse({ _id, lastUsedAt }: KeyDocument, at: Date): void {
    if (lastUsedAt && at.getTime() - lastUsedAt.getTime() < notedMs) return;
    const origin = this.origin({ kind: 'system', id: 'access' });
    this.keys.aggregates
      .revise(_id, origin, (now) => ({ next: { ...now, lastUsedAt: at }, facts: [] }))
      .catch((error: unknown) => this.logger.warn(`the use of a key is not noted: ${String(error)}`));
  }

  private origin(actor: Actor): Origin {
    return { actor, at: new Date(this.time.now()) };
  }
}

/** Whoever runs the system has given its key to it. */
const operator: KeyHolder = {
  identity: { kind: 'system', id: 'api', name: 'Operator', role: 'administrator', teams: [], session: 'operator' },
  keyId: 'operator',
  actsForOthers: true,
};

function secretOfKey(): { secret: string; digest: string; begins: string } {
  const secret = beginning + newSecret();
  return { secret, digest: digestOf(secret), begins: secret.slice(0, beginning.length + 4) };
}

const telling = (
  contract: EventContract<KeyChanged>,
  {
    _id: keyId,
    name,
    role,
    scopes,
    actsForOthers,
  }: Pick<KeyDocument, '_id' | 'name' | 'role' | 'scopes' | 'actsForOthers'>,
): Fact => fact(contract, { keyId, name, role, ...(scopes && { scopes }), actsForOthers });

const viewOf = (key: KeyDocument): KeyView => {
  const { _id: id, version, name, role, scopes, actsForOthers, begins, createdAt } = key;
  const { expiresAt, rotatedAt, lastUsedAt } = key;
  return {
    id,
    version,
    name,
    role,
    ...(scopes && { scopes }),
    actsForOthers,
    begins,
    createdAt: createdAt.toISOString(),
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    ...(rotatedAt && { rotatedAt: rotatedAt.toISOString() }),
    ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
  };
};
