import { bePolite } from './polite.js';
import type { ServiceConfig } from './config.js';
import { startService, type RunningService, type ServiceDefinition } from './service.js';

/** Work that is not done by then is done by whoever gets the message next. */
const graceMs = 4_000;

/** Starts a service as this process, tells the parent when it is ready, and stops on a signal or when the parent is gone. */
export async function runService<C extends ServiceConfig>(definition: ServiceDefinition<C>): Promise<void> {
  let running: RunningService | undefined;
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), graceMs).unref();
    await running?.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, () => void stop());
  try {
    running = await startService(definition);
    if (definition.background) bePolite();
    process.send?.({ type: 'ready', port: running.port });
  } catch (error) {
    process.stderr.write(
      `${definition.name} cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  }
}
