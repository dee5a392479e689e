import { fileURLToPath } from 'node:url';
import { Transform, Type } from 'class-transformer';
import { IsInt, IsString, IsUrl, Matches, Max, Min } from 'class-validator';
import { ServiceConfig } from '@deskbeat/service';

/** Names of networks that proxies may be in, or an address, or a network. */
const network =
  /^(loopback|linklocal|uniquelocal|\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?|[0-9a-fA-F:]*:[0-9a-fA-F:.]*(\/\d{1,3})?)$/;

const partsOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
/** A list with commas in the environment. */
const Listed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? partsOf(value) : value));

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

  /** Seconds for which requests are counted, before they are counted anew. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(86_400)
  RATE_WINDOW_SECONDS = 10;

  /** API requests of one client address in a window, at all gateways together; 0 is without limit. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  RATE_LIMIT = 20_000;

  /** API requests of one account in a window, by session or token. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  RATE_LIMIT_ACCOUNT = 1_200;

  /** API requests with one key in a window; the operator's key has no limit of its own. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  RATE_LIMIT_KEY = 6_000;

  /** For how long an access token of a program is good. */
  @Type(() => Number)
  @IsInt()
  @Min(30)
  @Max(3_600)
  ACCESS_TOKEN_SECONDS = 300;

  /** Proxies in front, whose `X-Forwarded-For` is believed: addresses and networks, with commas; nobody's unless said. */
  @Listed()
  @Matches(network, { each: true, message: 'TRUST_PROXY must list addresses and networks: 10.0.0.0/8, 192.0.2.7' })
  TRUST_PROXY: string[] = [];

  /** Origins whose pages may use the API with a token of their own, with commas: `https://shop.example.org`. */
  @Listed()
  @Matches(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$|^https?:\/\/\[[0-9a-f:]+\](:\d{1,5})?$/, {
    each: true,
    message: 'CORS_ORIGINS must list origins: https://shop.example.org',
  })
  CORS_ORIGINS: string[] = [];

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
