import { applyDecorators } from '../apply-decorators.js';
import { IsIn, IsInt, IsString, Matches } from 'class-validator';
import { Instant, Nested } from '../fields.js';
import { Identity } from './identity.js';

const RefreshTokenText = (): PropertyDecorator =>
  applyDecorators(IsString(), Matches(/^dbr_[\w-]{43}$/, { message: '$property must be a refresh token' }));

/** What a program got with its last access token; each is good for one use. */
export class NameRefreshToken {
  @RefreshTokenText() refreshToken: string;
}

export class IssuedTokens {
  /** To be sent as `Authorization: Bearer …`. */
  @IsString() accessToken: string;
  @IsIn(['Bearer']) tokenType: 'Bearer';
  /** Seconds that the access token lasts. */
  @IsInt() expiresIn: number;
  /** For the next access token. When it comes a second time, all tokens that come from the same sign-in end. */
  @RefreshTokenText() refreshToken: string;
  /** When one has to sign in again if the refresh token is not used. */
  @Instant() refreshUntil: string;
  @Nested(() => Identity) identity: Identity;
}
