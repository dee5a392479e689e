import { parseArgs } from 'node:util';
import { startEngine } from './server/server.js';
import { DirectoryInUse } from './storage/lock.js';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    port: { type: 'string', default: '0' },
    socket: { type: 'string' },
    'with-parent': { type: 'boolean', default: false },
  },
});

function quit(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof DirectoryInUse) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `port ${values.port} on 127.0.0.1 is taken by another process`;
  return `the embedded engine could not start: ${(error as Error).message}`;
}

const dir = values.dir ?? quit('usage: main.js --dir DIRECTORY [--port N | --socket PATH] [--with-parent]');
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) quit(`--port needs a number from 0 to 65535`);

try {
  const engine = await startEngine({ dir, port, socket: values.socket });
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    engine.close().then(
      () => process.exit(0),
      (error: Error) => quit(error.message),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (values['with-parent']) {
    process.on('disconnect', end);
    if (!process.send) process.stdin.on('end', end).on('close', end).resume();
  }
  const ms = Math.round(performance.now());
  process.stdout.write(
    `${JSON.stringify({ ready: true, uri: engine.uri, port: engine.port, pid: process.pid, ms })}\n`,
  );
} catch (error) {
  quit(explain(error));
}
