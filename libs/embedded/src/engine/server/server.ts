import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { AggregationThread } from '../aggregate/thread.js';
import { Cursors } from '../commands/cursors.js';
import { dispatch } from '../commands/registry.js';
import type { Engine } from '../engine.js';
import { Catalog } from '../storage/catalog.js';
import { removeExpired } from '../commands/expiry.js';
import { Store } from '../storage/store.js';
import { Connection } from './connection.js';

const HOUSEKEEPING_MS = 60_000;
const MAX_CONNECTIONS = 2_000;

export interface EngineOptions {
  /** Data directory; made when missing, held by one process. */
  dir: string;
  /** TCP port on 127.0.0.1; 0 takes any free one. */
  port?: number;
  /** Path of a Unix socket (mode 0600) to listen on instead of TCP. */
  socket?: string;
}

export interface RunningEngine {
  /** Connection string for any MongoDB driver. */
  uri: string;
  /** 0 for a Unix socket. */
  port: number;
  /** Ends all connections, writes what was accepted and gives the directory back. */
  close(): Promise<void>;
  /** Removes expired documents now instead of at the next full minute. */
  removeExpired(now?: number): Promise<number>;
}

/** Opens the directory and answers MongoDB's wire protocol as a standalone server. */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const store = new Store({ dir: options.dir });
  const sockets = new Set<Socket>();
  const engine: Engine = {
    store,
    catalog: new Catalog(store),
    cursors: new Cursors(),
    thread: new AggregationThread(options.dir),
    startedAt: Date.now(),
    connections: () => sockets.size,
  };
  let connections = 0;
  const server = createServer((socket) => {
    if (sockets.size >= MAX_CONNECTIONS) return void socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new Connection(++connections, socket, (request, connection) => dispatch(engine, request, connection));
  });
  let port: number;
  try {
    port = await listen(server, options);
  } catch (error) {
    await store.close();
    throw error;
  }
  const timer = every(HOUSEKEEPING_MS, async () => {
    engine.cursors.expire(Date.now());
    await removeExpired(engine, Date.now());
  });
  const uri = options.socket ? `mongodb://${encodeURIComponent(options.socket)}/` : `mongodb://127.0.0.1:${port}/`;
  const address = join(options.dir, 'engine.uri');
  writeFileSync(address, uri, { mode: 0o600 });
  return {
    uri,
    port,
    removeExpired: (now = Date.now()) => removeExpired(engine, now),
    close: async () => {
      clearInterval(timer);
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await engine.thread.end();
      rmSync(address, { force: true });
      await store.close();
    },
  };
}

function listen(server: Server, { port = 0, socket }: EngineOptions): Promise<number> {
  if (socket) rmSync(socket, { force: true });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const ready = () => {
      if (socket) chmodSync(socket, 0o600);
      const address = server.address();
      resolve(address && typeof address === 'object' ? address.port : 0);
    };
    if (socket) server.listen(socket, ready);
    else server.listen(port, '127.0.0.1', 1024, ready);
  });
}

/** Leaves a turn out while the last one still works; what fails is tried again at the next. */
function every(ms: number, work: () => Promise<void>): NodeJS.Timeout {
  let busy = false;
  return setInterval(() => {
    if (busy) return;
    busy = true;
    work()
      .catch(() => undefined)
      .finally(() => (busy = false));
  }, ms).unref();
}
