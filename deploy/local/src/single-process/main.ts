import { access } from '@deskbeat/access';
import { analytics } from '@deskbeat/analytics';
import { assignment } from '@deskbeat/assignment';
import { startEngine } from '@deskbeat/embedded';
import { gateway } from '@deskbeat/gateway';
import { intake } from '@deskbeat/intake';
import { notifications } from '@deskbeat/notifications';
import { type RunningService, type ServiceConfig, type ServiceDefinition, startService } from '@deskbeat/service';
import { sla } from '@deskbeat/sla';
import { startMailSink } from '../mail-sink/mail-sink.js';

/** Everything but the bus in one process. What is closed first was started last. */
const { ENGINE_DIR, ENGINE_PORT, MAIL_DIR = '', MAIL_SMTP_PORT, MAIL_WEB_PORT } = process.env;
const closers: (() => Promise<unknown>)[] = [];

async function start(): Promise<number> {
  if (ENGINE_DIR) {
    const engine = await startEngine({ dir: ENGINE_DIR, port: Number(ENGINE_PORT) });
    closers.unshift(() => engine.close());
  }
  const sink = await startMailSink({ dir: MAIL_DIR, smtpPort: Number(MAIL_SMTP_PORT), webPort: Number(MAIL_WEB_PORT) });
  closers.unshift(() => sink.close());
  const inner = { ...process.env, HTTP_HOST: '127.0.0.1', HTTP_PORT: '0' };
  await Promise.all([
    running(intake, inner),
    running(assignment, inner),
    running(sla, inner),
    running(notifications, inner),
    running(analytics, inner),
    running(access, inner),
  ]);
  return (await running(gateway, process.env)).port;
}

async function running<C extends ServiceConfig>(
  definition: ServiceDefinition<C>,
  env: NodeJS.ProcessEnv,
): Promise<RunningService> {
  const service = await startService(definition, env);
  closers.unshift(() => service.close());
  return service;
}

async function stop(): Promise<never> {
  setTimeout(() => process.exit(1), 4000).unref();
  for (const close of closers.splice(0)) await close();
  process.exit(0);
}
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(event, () => void stop());

try {
  process.send?.({ type: 'ready', port: await start() });
} catch (error) {
  console.error(`Deskbeat cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
