import { fileURLToPath } from 'node:url';
import { Type } from 'class-transformer';
import { IsInt, IsString, IsUrl, Max, Min } from 'class-validator';
import { ServiceConfig } from '@deskbeat/service';

export class GatewayConfig extends ServiceConfig {
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  override HTTP_PORT = 7300;

  /** API requests at work at once; more are told to come back. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  MAX_IN_FLIGHT = 512;

  /** API requests of one client address per second; 0 is without limit. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  RATE_LIMIT = 2_000;

  /** For how long an access token of a program is good. */
  @Type(() => Number)
  @IsInt()
  @Min(30)
  @Max(3_600)
  ACCESS_TOKEN_SECONDS = 300;

  /** Clients of the live feed at once. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  MAX_LIVE_CLIENTS = 1_000;

  /** Folder of the built console; where there is none, the address leads to the API's documentation. */
  @IsString()
  CONSOLE_DIR = fileURLToPath(new URL('../../console/dist', import.meta.url));

  /** Where people reach the system; with https its cookies are sent over TLS only. */
  @IsUrl(
    { require_tld: false, protocols: ['http', 'https'], require_protocol: true },
    { message: 'PUBLIC_URL must look like https://desk.example.org' },
  )
  PUBLIC_URL = 'http://127.0.0.1:7300';
}
