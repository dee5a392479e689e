export interface NatsLimits {
  /** Largest message in bytes. Tickets are far below; files travel in pieces. */
  maxPayload: number;
  /** JetStream's memory and disk bounds in bytes: limits, not reservations. */
  maxMemory: number;
  maxStore: number;
}

export const DEFAULT_LIMITS: NatsLimits = { maxPayload: 1_048_576, maxMemory: 67_108_864, maxStore: 10_737_418_240 };

/** Somebody who may connect, and what they may say and hear there. */
export interface NatsUser {
  user: string;
  password: string;
  publish: { allow: readonly string[]; deny: readonly string[] };
  subscribe: { allow: readonly string[]; deny: readonly string[] };
}

export interface NatsConfig extends NatsLimits {
  /** File beside the configuration that says who may connect; left out, whoever reaches the port may do everything. */
  usersFile?: string;
  name: string;
  port: number;
  storeDir: string;
}

/** The text of a nats-server configuration that listens on the loopback only. `port` -1 lets the server choose. */
export function natsConfig(config: NatsConfig): string {
  return [
    `server_name: ${quoted(config.name)}`,
    'host: "127.0.0.1"',
    `port: ${config.port}`,
    // It is the only place where the server writes down the port that it chose.
    ...(config.port === -1 ? [`ports_file_dir: ${quoted(config.storeDir)}`] : []),
    `max_payload: ${config.maxPayload}`,
    'max_connections: 1024',
    'write_deadline: "10s"',
    'jetstream {',
    `  store_dir: ${quoted(config.storeDir)}`,
    `  max_memory_store: ${config.maxMemory}`,
    `  max_file_store: ${config.maxStore}`,
    '}',
    ...(config.usersFile ? [`include ${quoted(config.usersFile)}`] : []),
    '',
  ].join('\n');
}

/** The part of a configuration that says who may connect. */
export const natsUsers = (users: readonly NatsUser[]): string =>
  ['authorization {', '  users: [', ...users.map(userLine), '  ]', '}', ''].join('\n');

function userLine({ user, password, publish, subscribe }: NatsUser): string {
  const permissions = `publish: ${rules(publish)}, subscribe: ${rules(subscribe)}`;
  return `    { user: ${quoted(user)}, password: ${quoted(password)}, permissions: { ${permissions} } }`;
}

const rules = ({ allow, deny }: NatsUser['publish']): string =>
  `{ allow: ${JSON.stringify(allow)}, deny: ${JSON.stringify(deny)} }`;

const quoted = (text: string): string => JSON.stringify(text);
