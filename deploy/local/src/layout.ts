import { join } from 'node:path';

/** In the order in which they start; they stop in the opposite one. */
export const SERVICES = ['intake', 'assignment', 'sla', 'notifications', 'analytics', 'access', 'gateway'] as const;
export type ServiceName = (typeof SERVICES)[number];

export interface Ports {
  gateway: number;
  /** First port to try for the services' own health and metrics. */
  services: number;
  database: number;
  nats: number;
  mailWeb: number;
  smtp: number;
}

/** All ports hang on the gateway's, so that two systems can run side by side with `--port` and `--data` alone. */
export const portsFrom = (gateway: number): Ports => ({
  gateway,
  services: gateway + 10,
  database: gateway + 17,
  nats: gateway + 22,
  mailWeb: gateway + 25,
  smtp: gateway + 26,
});

export interface Folders {
  data: string;
  logs: string;
  nats: string;
  database: string;
  mail: string;
  keys: string;
  /** Passwords of those who may connect to the bus. */
  busPasswords: string;
  runFile: string;
}

export const foldersIn = (data: string): Folders => ({
  data,
  logs: join(data, 'logs'),
  nats: join(data, 'nats'),
  database: join(data, 'db'),
  mail: join(data, 'mail'),
  keys: join(data, 'keys'),
  busPasswords: join(data, 'bus'),
  runFile: join(data, 'run.json'),
});

export const logFile = (folders: Folders, name: string): string => join(folders.logs, `${name}.log`);
