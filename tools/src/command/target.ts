import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { busUrlOf, passwordFile } from '@deskbeat/identity';
import { operator } from '@deskbeat/permissions';

export interface ProcessRef {
  name: string;
  pid: number;
}

/** A running system: where it is reached, and its processes where they are on this machine. */
export interface Target {
  gatewayUrl: string;
  /** With the operator's password, where this machine has it. */
  natsUrl: string;
  processes: ProcessRef[];
}

interface RunRecord {
  urls?: Record<string, string>;
  children?: ProcessRef[];
}

/** What `npm start` runs here, as its run file says; flags and environment come before it. */
export function findTarget(flags: { gateway?: string; nats?: string }, env = process.env, cwd = process.cwd()): Target {
  const data = resolve(cwd, env.DESKBEAT_DATA ?? '.deskbeat');
  const run = readRun(join(data, 'run.json'));
  const urls = Object.entries(run?.urls ?? {});
  const http = urls.find(([name, url]) => /api|gateway/i.test(name) && url.startsWith('http'))?.[1];
  const nats = urls.find(([, url]) => url.startsWith('nats:'))?.[1];
  const foreign = flags.nats ?? env.NATS_URL;
  const gateway = flags.gateway ?? env.DESKBEAT_URL ?? http ?? 'http://127.0.0.1:7300';
  return {
    gatewayUrl: new URL(gateway).origin,
    natsUrl: asOperator(
      foreign ?? nats ?? 'nats://127.0.0.1:7322',
      env.NATS_PASSWORDS ?? (foreign === undefined ? join(data, 'bus') : undefined),
    ),
    processes: flags.gateway || flags.nats ? [] : (run?.children ?? []).map(({ name, pid }) => ({ name, pid })),
  };
}

/** An address that may be shown. */
export const withoutUser = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');

const asOperator = (url: string, passwords: string | undefined): string =>
  passwords && existsSync(join(passwords, passwordFile(operator))) ? busUrlOf(url, passwords, operator) : url;

function readRun(file: string): RunRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
  } catch {
    return undefined;
  }
}
