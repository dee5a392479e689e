import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface ProcessRef {
  name: string;
  pid: number;
}

/** A running system: where it is reached, and its processes where they are on this machine. */
export interface Target {
  gatewayUrl: string;
  natsUrl: string;
  processes: ProcessRef[];
}

interface RunRecord {
  urls?: Record<string, string>;
  children?: ProcessRef[];
}

/** What `npm start` runs here, as its run file says; flags and environment come before it. */
export function findTarget(flags: { gateway?: string; nats?: string }, env = process.env, cwd = process.cwd()): Target {
  const run = readRun(resolve(cwd, env.DESKBEAT_DATA ?? '.deskbeat', 'run.json'));
  const urls = Object.entries(run?.urls ?? {});
  const http = urls.find(([name, url]) => /api|gateway/i.test(name) && url.startsWith('http'))?.[1];
  const nats = urls.find(([, url]) => url.startsWith('nats:'))?.[1];
  const gateway = flags.gateway ?? env.DESKBEAT_URL ?? http ?? 'http://127.0.0.1:7300';
  return {
    gatewayUrl: new URL(gateway).origin,
    natsUrl: flags.nats ?? env.NATS_URL ?? nats ?? 'nats://127.0.0.1:7322',
    processes: flags.gateway || flags.nats ? [] : (run?.children ?? []).map(({ name, pid }) => ({ name, pid })),
  };
}

function readRun(file: string): RunRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
  } catch {
    return undefined;
  }
}
