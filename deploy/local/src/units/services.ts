import { join } from 'node:path';
import { type Folders, logFile, type ServiceName } from '../layout.js';
import type { Unit } from '../supervise/unit.js';
import { launchChild } from './launch-child.js';

/** What every service is told by its environment. */
export interface ServiceSettings {
  natsUrl: string;
  /** Folder of the passwords by which services come in there; empty where the address says all. */
  natsPasswords: string;
  mongodbUri: string;
  smtpUrl: string;
  /** Where people and customers reach the system. */
  publicUrl: string;
  linkSecret: string;
  /** Folder of the keys with which services sign who asks. */
  identityKeys: string;
  /** Lets whoever may read the data run the system. */
  operatorKey: string;
  /** Enciphers secrets of second factors. */
  secretsKey: string;
  logLevel: string;
}

export const serviceEntry = (root: string, name: string): string => join(root, 'services', name, 'dist/main.js');

export const serviceEnv = (settings: ServiceSettings, host: string, port: number): NodeJS.ProcessEnv => ({
  ...process.env,
  NATS_URL: settings.natsUrl,
  NATS_PASSWORDS: settings.natsPasswords,
  MONGODB_URI: settings.mongodbUri,
  SMTP_URL: process.env.SMTP_URL || settings.smtpUrl,
  PUBLIC_URL: process.env.PUBLIC_URL || settings.publicUrl,
  LINK_SECRET: process.env.LINK_SECRET || settings.linkSecret,
  IDENTITY_KEYS: process.env.IDENTITY_KEYS || settings.identityKeys,
  OPERATOR_KEY: settings.operatorKey,
  SECRETS_KEY: process.env.SECRETS_KEY || settings.secretsKey,
  ACCESS: process.env.ACCESS || 'enforced',
  LOG_LEVEL: settings.logLevel,
  HTTP_HOST: host,
  HTTP_PORT: `${port}`,
});

/**
 * What answers lists gets MB for what lives as long as a request: V8's 16 are too few for several at once, which then cost
 * a fifth more. The gateway has bytes on their way instead, which are outside of them and are freed the sooner the less
 * there is.
 */
const roomForRequests = (name: ServiceName): string[] => (name === 'intake' ? ['--max-semi-space-size=32'] : []);

/** One service as a process of its own. */
export function serviceUnit(root: string, folders: Folders, name: ServiceName, env: NodeJS.ProcessEnv): Unit {
  const log = logFile(folders, name);
  const args = [...roomForRequests(name), serviceEntry(root, name)];
  return {
    name,
    logFile: log,
    launch: (launch) =>
      launchChild({ command: process.execPath, args, cwd: root, logFile: log, ready: 'message', env }, launch),
  };
}

/** All services, the database and the mail sink in one process: the same code over the same bus. */
export function singleProcessUnit(root: string, folders: Folders, env: NodeJS.ProcessEnv): Unit {
  const log = logFile(folders, 'deskbeat');
  const args = [join(root, 'deploy/local/dist/single-process/main.js')];
  return {
    name: 'deskbeat',
    logFile: log,
    launch: (launch) =>
      launchChild({ command: process.execPath, args, cwd: root, logFile: log, ready: 'message', env }, launch),
  };
}
