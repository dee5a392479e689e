import 'reflect-metadata';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { busUrlOf, Credentials } from '@deskbeat/identity';
import {
  Authority,
  Bus,
  EventConsumer,
  RpcServer,
  Sight,
  type Find,
  type Lens,
  type Members,
} from '@deskbeat/messaging';
import { createLogger, Metrics, NestPinoLogger, startTracing } from '@deskbeat/telemetry';
import type { Audited } from './audit/audited.js';
import { Auditor } from './audit/auditor.js';
import { configFrom, type ServiceConfig } from './config.js';
import { FrameModule } from './frame.module.js';

/** Requests at work from which on they go before events. */
const busyFrom = 4;

/** A service as data: what `main.ts`, the single process and the tests start. */
export interface ServiceDefinition<C extends ServiceConfig = ServiceConfig> {
  name: string;
  config: new () => C;
  module: (config: C) => DynamicModule;
  /** Nobody waits for most of its work: on a machine that it shares, those that people wait for go first. */
  background?: true;
  /** How far apart its events begin when many come, in milliseconds: those that begin together share round trips. */
  eventPaceMs?: number;
  /** Finds what permissions look at, where the service owns that; else the owner of tickets is asked. */
  find?: (app: NestFastifyApplication) => Find;
  /** Finds which customers were merged into one, where the service owns customers. */
  members?: (app: NestFastifyApplication) => Members;
  /** Keeps parts of its answers from some. */
  lens?: (app: NestFastifyApplication) => Lens;
  /** How its changes stand in the audit log: what the permission table says is recorded, is recorded anyhow. */
  audited?: readonly Audited[];
  /** Fastify options and what is set up before it listens; for services that serve more than health and metrics. */
  http?: {
    adapter?: (config: C) => FastifyAdapter;
    configure: (app: NestFastifyApplication, config: C) => Promise<void>;
  };
}

export interface RunningService {
  name: string;
  port: number;
  app: NestFastifyApplication;
  close(): Promise<void>;
}

/**
 * Starts a service: its requests, its events, its HTTP port.
 * @param env defaults to the process environment
 * @throws Error when the configuration is wrong, or the port or the store cannot be had
 */
export async function startService<C extends ServiceConfig>(
  definition: ServiceDefinition<C>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<RunningService> {
  const { name, http } = definition;
  const config = configFrom(definition.config, env);
  if (config.NATS_PASSWORDS) config.NATS_URL = busUrlOf(config.NATS_URL, config.NATS_PASSWORDS, name);
  const stopTracing = await startTracing(name, env);
  const metrics = new Metrics(name);
  const { ACCESS: mode, IDENTITY_KEYS: keys } = config;
  const authority = new Authority(mode, keys ? await Credentials.from(keys, name) : undefined);
  const app = await NestFactory.create<NestFastifyApplication>(
    FrameModule.around(definition.module(config), { metrics, authority }),
    http?.adapter?.(config) ?? new FastifyAdapter(),
    { logger: new NestPinoLogger(createLogger(name, config.LOG_LEVEL)), abortOnError: false },
  );
  await http?.configure(app, config);
  const bus = { url: config.NATS_URL, service: name };
  const store = storeOf(app);
  const openings = config.AUDIT_OPENING === 'yes';
  const auditor = store && new Auditor(store, app.get(Bus), name, definition.audited ?? [], openings);
  const requests = new RpcServer({
    ...bus,
    authority,
    sight: new Sight(definition.find?.(app), app.get(Bus), definition.members?.(app)),
    ...(definition.lens && { lens: definition.lens(app) }),
    ...(auditor && { witness: auditor }),
    observe: metrics.observeRequest,
  });
  const isBusy = (): boolean => requests.atWork > busyFrom;
  app.connectMicroservice({ strategy: requests });
  const events = { ...bus, isBusy, paceMs: definition.eventPaceMs, observe: metrics.observeEvent };
  app.connectMicroservice({ strategy: new EventConsumer(events) });
  await auditor?.start();
  await app.startAllMicroservices();
  await app.listen(config.HTTP_PORT, config.HTTP_HOST);
  const port = (app.getHttpServer().address() as { port: number }).port;
  const close = async (): Promise<void> => {
    await auditor?.stop();
    await app.close();
    await stopTracing();
  };
  return { name, port, app, close };
}

/** Its database, where it has one. */
function storeOf(app: NestFastifyApplication): Connection | undefined {
  try {
    return app.get<Connection>(getConnectionToken(), { strict: false });
  } catch {
    return undefined;
  }
}
