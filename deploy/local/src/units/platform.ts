import { join } from 'node:path';
import { startNatsServer } from '@deskbeat/embedded';
import { busAccountsIn } from '@deskbeat/identity';
import type { Folders, Ports } from '../layout.js';
import { logFile, SERVICES } from '../layout.js';
import type { Unit } from '../supervise/unit.js';
import { endOf, launchChild } from './launch-child.js';

/** The bus: a real nats-server with JetStream on disk. Each service comes in as itself, each source that was added too. */
export function natsUnit(folders: Folders, ports: Ports, binary: string): Unit {
  const log = logFile(folders, 'nats');
  return {
    name: 'nats',
    logFile: log,
    launch: async ({ onSpawn }) => {
      const users = await busAccountsIn(folders.busPasswords, SERVICES);
      const server = await startNatsServer({ dir: folders.nats, port: ports.nats, users, logFile: log, binary });
      onSpawn(server.pid);
      return { pid: server.pid, port: server.port, ended: endOf(server.process), stop: (ms) => server.stop(ms) };
    },
  };
}

/** The database: MongoDB where this machine has one, else the embedded engine. */
export function databaseUnit(root: string, folders: Folders, ports: Ports, mongod?: string): Unit {
  const log = logFile(folders, 'database');
  const port = ports.database;
  const mongo = ['--dbpath', folders.database, '--port', `${port}`, '--bind_ip', '127.0.0.1', '--quiet'];
  const entry = join(root, 'libs/embedded/dist/engine/main.js');
  const [command, args] = mongod
    ? [mongod, mongo]
    : [process.execPath, [entry, '--dir', folders.database, '--port', `${port}`, '--with-parent']];
  return {
    name: 'database',
    logFile: log,
    launch: (launch) => launchChild({ command, args, logFile: log, ready: { port }, env: process.env }, launch),
  };
}

/** Receives all mail that the system sends and shows it. */
export function mailUnit(root: string, folders: Folders, ports: Ports): Unit {
  const log = logFile(folders, 'mail');
  const args = [join(root, 'deploy/local/dist/mail-sink/main.js')];
  const env = {
    ...process.env,
    MAIL_DIR: folders.mail,
    MAIL_WEB_PORT: `${ports.mailWeb}`,
    MAIL_SMTP_PORT: `${ports.smtp}`,
  };
  return {
    name: 'mail',
    logFile: log,
    launch: (launch) => launchChild({ command: process.execPath, args, logFile: log, ready: 'message', env }, launch),
  };
}
