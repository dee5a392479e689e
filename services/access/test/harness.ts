import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { TOTP } from 'otpauth';
import {
  authenticate,
  credentialsChanged,
  makeLink,
  saveAccount,
  signIn,
  useLink,
  type AccountView,
  type Actor,
  type Authenticated,
  type DataOf,
  type Event,
  type EventContract,
  type Identity,
  type SignIn,
} from '@deskbeat/contracts';
import { Credentials, digestOf, makeKeys, newSecret } from '@deskbeat/identity';
import { Authority, Bus, connectBus, EventPublisher } from '@deskbeat/messaging';
import { startService, type RunningService } from '@deskbeat/service';
import { eventually, ManualTime, startBus, startStore } from '@deskbeat/testing';
import { AccessModule } from '../src/access.module.js';
import { access, type AccessConfig } from '../src/index.js';

export const begin = Date.parse('2030-01-07T08:00:00Z');
export const minute = 60_000;
export const password = 'violet kettle maps';

/** What an app shows that has this secret. */
export const codeAt = (secret: string, timestamp: number): string => new TOTP({ secret }).generate({ timestamp });

export type Harness = Awaited<ReturnType<typeof startAccess>>;

/** The service as the gateway meets it: signed requests, a real bus and a real store, little work for a password. */
export async function startAccess(settings: Record<string, string> = {}) {
  const [broker, store] = await Promise.all([startBus(), startStore()]);
  const keys = mkdtempSync(join(tmpdir(), 'deskbeat-access-'));
  await makeKeys(keys, ['gateway', 'access', 'assignment']);
  const time = new ManualTime(begin);
  const env = {
    NATS_URL: broker.url,
    MONGODB_URI: store.uri,
    DATABASE_PREFIX: `${store.prefix}_`,
    LOG_LEVEL: 'silent',
    ACCESS: 'enforced',
    IDENTITY_KEYS: keys,
    ARGON2_MEMORY_KIB: '64',
    ARGON2_PASSES: '1',
    SECRETS_KEY: 'k'.repeat(43),
    ...settings,
  };
  const services: RunningService[] = [];
  const start = async (more: Record<string, string> = {}): Promise<RunningService> => {
    const module = (config: AccessConfig) => AccessModule.with(config, time);
    const service = await startService({ ...access, module }, { ...env, ...more });
    services.push(service);
    return service;
  };
  const bus = new Bus(broker.url, 'gateway', new Authority('enforced', await Credentials.from(keys, 'gateway')));
  const publisher = new EventPublisher(broker.url, 'test');
  await Promise.all([bus.connect(), publisher.connect()]);
  const connection = await connectBus(broker.url, 'test');
  const told: Event[] = [];
  connection.subscribe('evt.account.>', { callback: (_, message) => void told.push(message.json<Event>()) });
  const changed: string[] = [];
  connection.subscribe(credentialsChanged.subject, {
    callback: (_, message) => void changed.push(...message.json<{ ids: string[] }>().ids),
  });
  await connection.flush();
  const mongo = new MongoClient(store.uri);
  const database = mongo.db(`${store.prefix}_access`);
  const service = await start();
  const gateway: { actor: Actor } = { actor: { kind: 'system', id: 'gateway' } };
  return {
    bus,
    broker,
    store,
    time,
    service,
    start,
    told,
    changed,
    connection,
    gateway,
    keys,
    database,
    /** Resolves when nothing that was done is still on its way into the audit log. */
    allRecorded: (): Promise<void> =>
      eventually(async () => expect(await database.collection('audit_outbox').countDocuments()).toBe(0)),
    /** An administrator, or whoever is given. */
    as: (identity: Partial<Identity> = {}) => {
      const whole: Identity = { kind: 'person', id: 'root', role: 'administrator', teams: [], ...identity };
      return { actor: { kind: whole.kind, id: whole.id }, identity: whole };
    },
    async account(id: string, wanted: object = {}): Promise<AccountView> {
      const asked = { accountId: id, email: `${id}@desk.example.test`, name: id, role: 'agent' as const, ...wanted };
      return bus.ask(saveAccount, asked, this.as());
    },
    /** With a password that was chosen by a link. */
    async withPassword(id: string, wanted: object = {}): Promise<void> {
      await this.account(id, wanted);
      const { url } = await bus.ask(makeLink, { accountId: id, by: 'hand' }, this.as());
      const linkDigest = digestOf(url!.split('/').at(-1)!);
      await bus.ask(useLink, { linkDigest, password, digest: digestOf(newSecret()) }, gateway);
    },
    signIn: (email: string, wanted: Partial<SignIn> = {}): Promise<Authenticated> =>
      bus.ask(signIn, { email, password, digest: digestOf(newSecret()), use: 'browser', ...wanted }, gateway),
    authenticate: (secret: string): Promise<Authenticated> =>
      bus.ask(authenticate, { digest: digestOf(secret) }, gateway),
    async publish<C extends EventContract>(contract: C, id: string, version: number, data: DataOf<C>): Promise<void> {
      const { subject } = contract;
      const at = new Date(time.now()).toISOString();
      const event = {
        id: `person:${id}:${version}`,
        subject,
        aggregateId: id,
        version,
        at,
        actor: gateway.actor,
        data,
      };
      await publisher.publish(event, undefined, true);
    },
    async stop(): Promise<void> {
      await Promise.all(services.map((service) => service.close()));
      await Promise.all([bus.onApplicationShutdown(), publisher.onApplicationShutdown(), connection.close()]);
      await mongo.close();
      await Promise.all([broker.stop(), store.stop()]);
      rmSync(keys, { recursive: true, force: true });
    },
  };
}
