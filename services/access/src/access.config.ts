import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsString, IsUrl, Length, Matches, Max, Min, ValidateBy } from 'class-validator';
import { reaches, type Reach } from '@deskbeat/contracts';
import { ServiceConfig } from '@deskbeat/service';
import { mappingIn } from './domain/claims.js';
import { letterLanguages, type LetterLanguage } from './domain/letters.js';

export class AccessConfig extends ServiceConfig {
  /** Start of the links in letters. */
  @IsUrl(
    { require_tld: false, protocols: ['http', 'https'], require_protocol: true },
    { message: 'PUBLIC_URL must look like https://desk.example.org' },
  )
  PUBLIC_URL = 'http://127.0.0.1:7300';

  /** Key of whoever runs the system: an administrator who may act for anybody. Made anew by `npm start` for its data. */
  @Matches(/^$|^[\w-]{32,200}$/, { message: 'OPERATOR_KEY must have 32 letters, digits, - or _, or more' })
  OPERATOR_KEY = '';

  /** How far agents and leads see whose account does not say: every ticket (`all`), or those of their teams (`teams`). */
  @IsIn([...reaches])
  AGENTS_SEE: Reach = 'all';

  /** Enciphers what must be kept but not read: secrets of second factors. Made anew by `npm start` for its data. */
  @Matches(/^$|^[\w-]{32,200}$/, { message: 'SECRETS_KEY must have 32 letters, digits, - or _, or more' })
  SECRETS_KEY = '';

  /** Keys of before, with commas between them: what they enciphered is read, and put under the key of now at the start. */
  @Matches(/^$|^[\w-]{32,200}(,[\w-]{32,200}){0,4}$/, { message: 'SECRETS_KEYS_BEFORE must have up to 5 keys' })
  SECRETS_KEYS_BEFORE = '';

  /** Of letters to people with an account. */
  @IsIn([...letterLanguages])
  DEFAULT_LANGUAGE: LetterLanguage = 'en';

  /** Memory that one look at a password takes, in KiB (argon2id). */
  @Type(() => Number)
  @IsInt()
  @Min(64)
  @Max(1_048_576)
  ARGON2_MEMORY_KIB = 19_456;

  /** How often that memory is passed over. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(20)
  ARGON2_PASSES = 2;

  /** Characters that a password must have. */
  @Type(() => Number)
  @IsInt()
  @Min(8)
  @Max(64)
  PASSWORD_MIN_LENGTH = 12;

  /** A browser's session ends when it was not used for so long. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(720)
  SESSION_IDLE_HOURS = 12;

  /** A browser's session ends after so long, used or not. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(365)
  SESSION_DAYS = 14;

  /** A program's session ends when it was not used for so long. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(365)
  REFRESH_DAYS = 30;

  /** Wrong passwords for one account within a quarter of an hour, from anywhere; a third of them from one address. */
  @Type(() => Number)
  @IsInt()
  @Min(3)
  @Max(1_000)
  SIGN_IN_ATTEMPTS = 30;

  /** Where the organisation's provider of identities describes itself (OpenID Connect); without one there is no single sign-on. */
  @Matches(/^$|^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/, { message: 'OIDC_ISSUER must begin with https://' })
  OIDC_ISSUER = '';

  @IsString()
  OIDC_CLIENT_ID = 'deskbeat';

  @IsString()
  OIDC_CLIENT_SECRET = '';

  /** What the button of the sign-in page says. */
  @Length(1, 100)
  OIDC_NAME = 'Single sign-on';

  @Matches(/\bopenid\b/, { message: 'OIDC_SCOPE must have openid in it' })
  OIDC_SCOPE = 'openid email profile';

  /** The claim with somebody's groups, by its name or its place: `groups`, `realm_access.roles`. */
  @IsString()
  OIDC_ROLE_CLAIM = 'groups';

  /** Roles by group, the first that fits: `desk-admins=administrator, *=agent`. Without any, only who has an account comes in. */
  @ValidateBy({
    name: 'mapping',
    validator: {
      validate: (value: string) => mappingIn(value) !== undefined,
      defaultMessage: () => 'OIDC_ROLES must look like desk-admins=administrator, *=agent',
    },
  })
  OIDC_ROLES = '';

  /** Whether addresses count that the provider does not call verified, because it has made sure of all. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value === 'true' : value))
  @IsBoolean()
  OIDC_TRUST_EMAILS = false;
}
