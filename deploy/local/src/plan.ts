import { existsSync } from 'node:fs';
import { ensureNatsServer } from '@deskbeat/embedded';
import { makeKeys } from '@deskbeat/identity';
import { type Folders, portsFrom, SERVICES } from './layout.js';
import type { Options } from './options.js';
import { linkSecretIn, operatorKeyIn, secretsKeyIn } from './secrets.js';
import { nextFreePort, onPath, requireFreePort } from './preflight.js';
import { StartProblem } from './start-problem.js';
import type { Unit, UnitStatus } from './supervise/unit.js';
import { databaseUnit, mailUnit, natsUnit } from './units/platform.js';
import { serviceEntry, serviceEnv, type ServiceSettings, serviceUnit, singleProcessUnit } from './units/services.js';

export interface Plan {
  /** Each wave starts together, after the one before. */
  waves: Unit[][];
  /** What is used but not started here. */
  external: UnitStatus[];
  urls: Record<string, string>;
}

/** Decides what runs where, and refuses when a port is taken or a program is missing. */
export async function planSystem(
  root: string,
  folders: Folders,
  options: Options,
  say: (line: string) => void,
): Promise<Plan> {
  const ports = portsFrom(options.port);
  await requireFreePort(ports.gateway, 'the API', options.host);
  if (!options.natsUrl) await requireFreePort(ports.nats, 'the bus');
  if (!options.mongodbUri) await requireFreePort(ports.database, 'the database');
  await requireFreePort(ports.mailWeb, 'the mail page');
  await requireFreePort(ports.smtp, 'the mail sink');

  const settings: ServiceSettings = {
    natsUrl: options.natsUrl ?? `nats://127.0.0.1:${ports.nats}`,
    natsPasswords: options.natsUrl ? (process.env.NATS_PASSWORDS ?? '') : folders.busPasswords,
    mongodbUri: options.mongodbUri ?? `mongodb://127.0.0.1:${ports.database}/`,
    smtpUrl: `smtp://127.0.0.1:${ports.smtp}`,
    publicUrl: `http://${shown(options.host)}:${ports.gateway}`,
    linkSecret: linkSecretIn(folders),
    identityKeys: folders.keys,
    operatorKey: operatorKeyIn(folders),
    secretsKey: secretsKeyIn(folders),
    logLevel: process.env.LOG_LEVEL || 'info',
  };
  await makeKeys(folders.keys, SERVICES);
  for (const name of SERVICES) {
    if (!existsSync(serviceEntry(root, name)))
      throw new StartProblem(`The service ${name} is not built: npm run build`);
  }
  const nats = options.natsUrl ? [] : [natsUnit(folders, ports, await ensureNatsServer({ onProgress: say }))];
  const mongod = options.mongodbUri ? undefined : onPath('mongod');
  const database = options.mongodbUri ? [] : [databaseUnit(root, folders, ports, mongod)];
  const taken = new Set(Object.values(ports));
  taken.delete(ports.services);

  return {
    waves: options.singleProcess
      ? [[...nats, ...(mongod ? database : [])], [singleProcess(root, folders, options, settings, Boolean(mongod))]]
      : [
          [...nats, ...database, mailUnit(root, folders, ports)],
          await services(root, folders, options, settings, taken),
        ],
    external: [...(options.natsUrl ? ['nats'] : []), ...(options.mongodbUri ? ['database'] : [])].map((name) => ({
      name,
      state: 'external',
      restarts: 0,
    })),
    urls: {
      console: `http://${shown(options.host)}:${ports.gateway}/`,
      api: `http://${shown(options.host)}:${ports.gateway}`,
      'API docs': `http://${shown(options.host)}:${ports.gateway}/api/docs`,
      mail: `http://127.0.0.1:${ports.mailWeb}`,
      ...(!options.natsUrl && { bus: settings.natsUrl }),
    },
  };
}

async function services(
  root: string,
  folders: Folders,
  options: Options,
  settings: ServiceSettings,
  taken: Set<number>,
) {
  const first = portsFrom(options.port).services;
  const units: Unit[] = [];
  for (const name of SERVICES) {
    const isGateway = name === 'gateway';
    const port = isGateway ? options.port : await nextFreePort(first, taken);
    units.push(serviceUnit(root, folders, name, serviceEnv(settings, isGateway ? options.host : '127.0.0.1', port)));
  }
  return units;
}

function singleProcess(
  root: string,
  folders: Folders,
  options: Options,
  settings: ServiceSettings,
  hasMongod: boolean,
): Unit {
  const ports = portsFrom(options.port);
  return singleProcessUnit(root, folders, {
    ...serviceEnv(settings, options.host, options.port),
    // Left out when somebody else's database is used.
    ENGINE_DIR: options.mongodbUri || hasMongod ? '' : folders.database,
    ENGINE_PORT: `${ports.database}`,
    MAIL_DIR: folders.mail,
    MAIL_WEB_PORT: `${ports.mailWeb}`,
    MAIL_SMTP_PORT: `${ports.smtp}`,
  });
}

const shown = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);
