import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartProblem } from './start-problem.js';

export interface Options {
  singleProcess: boolean;
  demo: boolean;
  verbose: boolean;
  dev: boolean;
  help: boolean;
  /** Folder of all data, logs and the run file. */
  data: string;
  /** The gateway's port; the others follow from it. */
  port: number;
  /** Address the gateway listens on. */
  host: string;
  /** Set when the bus or the database is somebody else's. */
  natsUrl?: string;
  mongodbUri?: string;
}

export const USAGE = `npm start -- [options]

  --single-process   all services in one process, for small machines
  --demo             load a demo organisation when everything is ready
  --dev              rebuild and restart a service when its source changes
  --verbose          show the logs here too
  --data DIR         where data and logs live (default .deskbeat)
  --port N           port of the API (default 7300)

Environment: NATS_URL, MONGODB_URI use servers of yours; DESKBEAT_HOST is the address to listen on (default 127.0.0.1).`;

/** Reads the command line and the environment; throws a StartProblem that says what is wrong. */
export function parseOptions(args: string[], env: Record<string, string | undefined>): Options {
  const values = parse(args);
  const port = Number(values.port ?? 7300);
  if (!Number.isInteger(port) || port < 1 || port > 65_000) {
    throw new StartProblem(`--port must be a number from 1 to 65000, not "${values.port}"`);
  }
  return {
    singleProcess: values['single-process'] ?? false,
    demo: values.demo ?? false,
    verbose: values.verbose ?? false,
    dev: values.dev ?? false,
    help: values.help ?? false,
    data: resolve(values.data ?? '.deskbeat'),
    port,
    host: env.DESKBEAT_HOST || '127.0.0.1',
    natsUrl: env.NATS_URL || undefined,
    mongodbUri: env.MONGODB_URI || undefined,
  };
}

function parse(args: string[]) {
  const flag = { type: 'boolean' } as const;
  const text = { type: 'string' } as const;
  try {
    const options = {
      'single-process': flag,
      demo: flag,
      verbose: flag,
      dev: flag,
      help: flag,
      data: text,
      port: text,
    };
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new StartProblem(`${(error as Error).message.split('.')[0]}\n\n${USAGE}`);
  }
}
