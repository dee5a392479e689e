import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnEngine, startNatsServer } from '@deskbeat/embedded';
import { busAccountsIn, busUrlOf, makeKeys, newSecret } from '@deskbeat/identity';
import { freePort } from '@deskbeat/testing';
import { operator } from '@deskbeat/permissions';
import { holdKeys } from '../command/operator.js';
import type { ProcessRef } from '../command/target.js';
import { letSourceIn } from '../source/let-in.js';
import { launchService, needBuild } from './launch-service.js';
import { serviceNames, type ServiceName } from './service-names.js';

export type PartName = 'nats' | 'database' | ServiceName;
export const partNames: readonly PartName[] = ['nats', 'database', ...serviceNames];

export interface Part {
  pid: number;
  /** Ends it as a power cut would. */
  kill9(): Promise<void>;
  stop(): Promise<void>;
}

export interface SystemOptions {
  /** Only these; default: all. */
  services?: readonly ServiceName[];
  /** Added to the environment of every service. */
  env?: NodeJS.ProcessEnv;
  /** Options of Node for the services, `--cpu-prof` for example. */
  nodeOptions?: readonly string[];
  /** Keeps data and logs afterwards. */
  keep?: boolean;
  /** Where the gateway listens; default: any free port. */
  gatewayPort?: number;
  /** Folder of its data, which may hold those of a run before; default: a temporary one. */
  dir?: string;
}

/** A whole system of its own: a bus, a store and every service as a process, on free ports, in a temporary folder. */
export class System {
  readonly dir: string;
  private readonly parts = new Map<PartName, Part>();
  private readonly replicas: Part[] = [];
  private readonly prefix: string;
  private readonly keys: string;
  private readonly passwords: string;
  private readonly natsDir: string;
  private toolsUrl = '';
  private natsPort = 0;
  private databasePort = 0;
  private gatewayPort = 0;
  private readonly operatorKey = newSecret();
  private readonly secretsKey = newSecret();

  private constructor(private readonly options: SystemOptions) {
    this.dir = options.dir ?? mkdtempSync(join(tmpdir(), 'deskbeat-system-'));
    this.keys = join(this.dir, 'keys');
    this.passwords = join(this.dir, 'bus');
    this.natsDir = join(this.dir, 'nats');
    this.prefix = options.dir ? 'kept_' : `run_${process.pid}_${Date.now().toString(36)}_`;
  }

  /** @throws Error when something is not compiled or does not start; nothing is left running then */
  static async start(options: SystemOptions = {}): Promise<System> {
    const { services = serviceNames } = options;
    needBuild(services);
    const system = new System(options);
    system.gatewayPort = options.gatewayPort ?? (await freePort());
    system.natsPort = await freePort();
    system.databasePort = await freePort();
    await makeKeys(system.keys, serviceNames);
    holdKeys({ key: system.operatorKey, identityKeys: system.keys });
    try {
      await Promise.all([system.restart('nats'), system.restart('database')]);
      await Promise.all(services.map((name) => system.restart(name)));
    } catch (error) {
      await system.stop(true);
      throw error;
    }
    return system;
  }

  /** The bus, as somebody who may do everything there. */
  get natsUrl(): string {
    return this.toolsUrl;
  }
  /** The bus, as nobody. */
  get plainNatsUrl(): string {
    return `nats://127.0.0.1:${this.natsPort}`;
  }
  get databasePrefix(): string {
    return this.prefix;
  }
  get gatewayUrl(): string {
    return `http://127.0.0.1:${this.gatewayPort}`;
  }
  get mongoUri(): string {
    return process.env.MONGODB_URI ?? `mongodb://127.0.0.1:${this.databasePort}/`;
  }
  get processes(): ProcessRef[] {
    return [...this.parts].filter(([, { pid }]) => pid > 0).map(([name, { pid }]) => ({ name, pid }));
  }

  /** Lets another company's system in. @returns the bus, as that system */
  addSource(source: string): Promise<string> {
    return letSourceIn(source, { url: this.plainNatsUrl, passwords: this.passwords, natsDir: this.natsDir });
  }

  isRunning(name: PartName): boolean {
    return this.parts.has(name);
  }

  async kill9(name: PartName): Promise<void> {
    const part = this.parts.get(name);
    this.parts.delete(name);
    await part?.kill9();
  }

  /** Starts a part, or ends it by asking and starts it again on its port and data. */
  async restart(name: PartName): Promise<void> {
    await this.parts.get(name)?.stop();
    this.parts.delete(name);
    this.parts.set(name, await this.launch(name));
  }

  /** One more process of a service; it ends with the system at the latest. */
  async replica(name: ServiceName): Promise<Part> {
    const part = await this.launchOne(name);
    this.replicas.push(part);
    return part;
  }

  /** @param keep data and logs */
  async stop(keep = this.options.keep ?? false): Promise<void> {
    const services = [...this.parts].filter(([name]) => name !== 'nats' && name !== 'database');
    await Promise.allSettled([...services.map(([, part]) => part), ...this.replicas].map((part) => part.stop()));
    await Promise.allSettled([this.parts.get('nats')?.stop(), this.parts.get('database')?.stop()]);
    this.parts.clear();
    if (!keep) rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }

  private launch(name: PartName): Promise<Part> {
    if (name === 'nats') return this.launchNats();
    if (name === 'database') return this.launchDatabase();
    return this.launchOne(name);
  }

  private async launchNats(): Promise<Part> {
    const users = await busAccountsIn(this.passwords, serviceNames);
    const server = await startNatsServer({ dir: this.natsDir, port: this.natsPort, users });
    this.natsPort = server.port;
    this.toolsUrl = busUrlOf(server.url, this.passwords, operator);
    return server;
  }

  /** With `MONGODB_URI` the databases of this run are in a server of yours, which nobody kills. */
  private async launchDatabase(): Promise<Part> {
    const nothing = async (): Promise<void> => undefined;
    if (process.env.MONGODB_URI) return { pid: 0, kill9: nothing, stop: nothing };
    const engine = await spawnEngine({ dir: join(this.dir, 'db'), port: this.databasePort });
    this.databasePort = Number(new URL(engine.uri).port);
    const { pid, process: child } = engine;
    return { pid, kill9: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
  }

  private async launchOne(name: ServiceName): Promise<Part> {
    const { pid, process: child } = await launchService({
      name,
      nodeOptions: this.options.nodeOptions,
      logFile: join(this.dir, `${name}.log`),
      env: {
        ...process.env,
        NATS_URL: this.plainNatsUrl,
        NATS_PASSWORDS: this.passwords,
        MONGODB_URI: this.mongoUri,
        DATABASE_PREFIX: this.prefix,
        IDENTITY_KEYS: this.keys,
        LOG_LEVEL: 'warn',
        ACCESS: 'enforced',
        OPERATOR_KEY: this.operatorKey,
        SECRETS_KEY: this.secretsKey,
        HTTP_HOST: '127.0.0.1',
        HTTP_PORT: String(name === 'gateway' ? this.gatewayPort : 0),
        ...this.options.env,
      },
    });
    return { pid, kill9: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
  }
}

/** Resolves when the process is gone. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
