import { hostname } from 'node:os';
import { CommandError } from '../errors.js';
import { isTruthy } from '../bson/number.js';
import type { Command } from '../engine.js';
import { MAX_MESSAGE } from '../server/frames.js';
import { Reply } from '../server/reply.js';
import { MAX_DOCUMENT } from '../update/stored.js';

export const VERSION = '7.0.14';
const WIRE_VERSION = 21;

export const hello: Command = ({ args, connection, name }) =>
  Reply.of({
    [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
    helloOk: isTruthy(args.get('helloOk')) || undefined,
    maxBsonObjectSize: MAX_DOCUMENT,
    maxMessageSizeBytes: MAX_MESSAGE,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection?.id,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  });

export const ping: Command = () => Reply.of({});

export const fsync: Command = ({ engine }) => {
  engine.store.commit();
  return Reply.of({ numFiles: 1 });
};

export const buildInfo: Command = () =>
  Reply.of({
    version: VERSION,
    versionArray: [...VERSION.split('.').map(Number), 0],
    gitVersion: 'embedded',
    modules: ['embedded'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT,
    storageEngines: ['lmdb'],
  });

export const serverStatus: Command = ({ engine }) => {
  const { rss, heapUsed } = process.memoryUsage();
  return Reply.of({
    host: hostname(),
    version: VERSION,
    process: 'embedded',
    pid: process.pid,
    uptime: (Date.now() - engine.startedAt) / 1000,
    localTime: new Date(),
    connections: { current: engine.connections() },
    mem: { resident: Math.round(rss / 2 ** 20), heapUsed: Math.round(heapUsed / 2 ** 20) },
    metrics: { cursor: { open: { total: engine.cursors.size } }, commit: { batches: engine.store.queue.batches } },
    storageEngine: { name: 'lmdb' },
  });
};

export const connectionStatus: Command = () =>
  Reply.of({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } });

export const getParameter: Command = () => Reply.of({ featureCompatibilityVersion: { version: '7.0' } });

export const noTransactions = () =>
  new CommandError(20, 'Transaction numbers are only allowed on a replica set member or mongos');

export const transaction: Command = () => {
  throw noTransactions();
};
