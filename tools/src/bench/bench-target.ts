import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { findTarget, type Target } from '../command/target.js';
import { staff } from '../system/staff.js';
import { System } from '../system/system.js';

export interface BenchTarget extends Target {
  stop(): Promise<void>;
}

/**
 * The system that is named, or one of its own that has nothing in it but three people.
 * @param profileDir where each service writes a CPU profile when it ends
 */
export async function benchTarget(flags: { gateway?: string; nats?: string; profile?: string }): Promise<BenchTarget> {
  if (flags.gateway || flags.nats) return { ...findTarget(flags), stop: async () => undefined };
  const system = await System.start({ nodeOptions: profiling(flags.profile), env: { RATE_LIMIT: '0' } });
  await staff(
    system.natsUrl,
    ['Ana', 'Ben', 'Cleo'].map((name) => ({ id: name.toLowerCase(), name })),
  );
  const { gatewayUrl, natsUrl, processes } = system;
  return { gatewayUrl, natsUrl, processes, stop: () => system.stop() };
}

/** Options of Node that make each service write a CPU profile when it ends. */
export function profiling(dir: string | undefined): string[] {
  if (!dir) return [];
  mkdirSync(dir, { recursive: true });
  return ['--cpu-prof', `--cpu-prof-dir=${resolve(dir)}`];
}
