import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Matches, Max, Min, validateSync } from 'class-validator';
import { accessModes, type AccessMode } from '@deskbeat/messaging';

/** What every service reads from its environment. */
export class ServiceConfig {
  @Matches(/^(nats|tls):\/\//, { message: 'NATS_URL must look like nats://host:port' })
  NATS_URL = 'nats://127.0.0.1:7322';

  /** Folder with this service's password on the bus, `<service>.password`; without it, whom NATS_URL names, or nobody. */
  @IsString()
  NATS_PASSWORDS = '';

  @Matches(/^mongodb(\+srv)?:\/\//, { message: 'MONGODB_URI must look like mongodb://host:port/' })
  MONGODB_URI = 'mongodb://127.0.0.1:7317/';

  /** First part of the name of each service's database. */
  @Matches(/^[a-z0-9_]{0,40}$/)
  DATABASE_PREFIX = 'deskbeat_';

  /** `enforced`: who asks a service must say by a signature who they are; `open`: whoever reaches the bus is believed. */
  @IsIn([...accessModes])
  ACCESS: AccessMode = 'open';

  /** Folder with `key-set.json` and this service's own key, `<service>.jwk`; see libs/identity. */
  @IsString()
  IDENTITY_KEYS = '';

  /** Whether the audit log also keeps who opened a customer's file. */
  @IsIn(['yes', 'no'])
  AUDIT_OPENING: 'yes' | 'no' = 'no';

  @IsString()
  HTTP_HOST = '127.0.0.1';

  /** 0 takes any free port. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  HTTP_PORT = 0;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL = 'info';
}

/**
 * The environment as a validated class; variables that are not fields of the class are left alone. `<NAME>_FILE` names a
 * file that has the value: for secrets.
 * @throws Error that names every variable that is wrong
 */
export function configFrom<C extends object>(kind: new () => C, env: NodeJS.ProcessEnv): C {
  const defaults = new kind();
  const known = Object.fromEntries(
    Object.keys(defaults).flatMap((key) => {
      const value = env[key] || contentOf(`${key}_FILE`, env);
      return value ? [[key, value]] : [];
    }),
  );
  const config = plainToInstance(kind, { ...defaults, ...known });
  const wrong = validateSync(config).flatMap(({ constraints }) => Object.values(constraints ?? {}));
  if (wrong.length > 0) throw new Error(`configuration: ${wrong.join('; ')}`);
  return config;
}

function contentOf(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const file = env[name];
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`configuration: ${name} cannot be read (${(error as NodeJS.ErrnoException).code})`, {
      cause: error,
    });
  }
}
