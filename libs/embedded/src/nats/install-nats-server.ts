import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findNatsServer } from './find-nats-server.js';

const run = promisify(execFile);

/** No `nats-server` is here and none could be installed; the message says what to do. */
export class NatsServerUnavailable extends Error {
  override readonly name = 'NatsServerUnavailable';

  constructor(cause: string) {
    super(
      `nats-server is needed and was not found (${cause}). Do one of these, then try again:\n` +
        '  Debian, Ubuntu   sudo apt-get install nats-server\n' +
        '  macOS            brew install nats-server\n' +
        '  elsewhere        put nats-server of https://nats.io/download on the PATH\n' +
        '  or use a server that runs already:  NATS_URL=nats://host:4222 npm start',
    );
  }
}

export interface EnsureNatsOptions {
  /** Told in a line what is being done, when it takes more than a look. */
  onProgress?: (line: string) => void;
  find?: () => string | undefined;
  canRun?: (command: string, args: string[]) => Promise<boolean>;
  install?: (prefix: string[]) => Promise<void>;
  isRoot?: boolean;
}

/** The path of a `nats-server`, installed by apt-get where that needs no password. */
export async function ensureNatsServer(options: EnsureNatsOptions = {}): Promise<string> {
  const { find = findNatsServer, canRun = succeeds, install = aptInstall, onProgress = () => {} } = options;
  const found = find();
  if (found) return found;

  if (!(await canRun('apt-get', ['--version']))) throw new NatsServerUnavailable('and this system has no apt-get');
  const isRoot = options.isRoot ?? process.getuid?.() === 0;
  if (!isRoot && !(await canRun('sudo', ['-n', 'true']))) {
    throw new NatsServerUnavailable('and installing it asks for a password');
  }
  onProgress('Installing nats-server with apt-get (once)');
  try {
    await install(isRoot ? [] : ['sudo', '-n']);
  } catch (error) {
    throw new NatsServerUnavailable(`apt-get could not install it: ${lastLine(error)}`);
  }
  const installed = find();
  if (!installed) throw new NatsServerUnavailable('apt-get installed it, but it is in no known folder');
  return installed;
}

async function aptInstall(prefix: string[]): Promise<void> {
  const aptGet = (...args: string[]) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    return run(command!, rest, { timeout: 180_000 });
  };
  const install = () => aptGet('install', '-y', '--no-install-recommends', 'nats-server');
  // An old package list may name a file that is gone, so a failure is worth one update.
  await install().catch(async () => {
    await aptGet('update');
    await install();
  });
}

const succeeds = (command: string, args: string[]): Promise<boolean> =>
  run(command, args, { timeout: 10_000 }).then(
    () => true,
    () => false,
  );

const lastLine = (error: unknown): string => {
  const { stderr, message } = error as { stderr?: string; message?: string };
  return (stderr?.trim() || message || String(error)).split('\n').at(-1)!;
};
