import { applyDecorators } from '../apply-decorators.js';
import { ArrayMaxSize, IsArray, IsString, Length, Matches } from 'class-validator';

/** A password as it is typed: up to 256 characters of any kind. Whether it is a good one is asked when it is chosen. */
export const PasswordText = (): PropertyDecorator => applyDecorators(IsString(), Length(1, 256));

/** SHA-256 of a secret, base64url: what the bus and the store see in its place. */
export const Digest = (): PropertyDecorator =>
  applyDecorators(IsString(), Matches(/^[\w-]{43}$/, { message: '$property must be a digest' }));

/** A secret as it stands in a link, or is given to a program. */
export const SecretText = (): PropertyDecorator =>
  applyDecorators(IsString(), Matches(/^[\w-]{20,200}$/, { message: '$property must be a token' }));

/** What somebody may be narrowed to: permission keys like `intake.open-ticket`, all of an owner, `intake.*`, or all, `*`. */
export const Scopes = (max: number): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(max),
    Matches(/^(?:\*|[a-z]{2,40}\.(?:\*|[a-z]+(?:-[a-z]+)*))$/, {
      each: true,
      message: '$property must look like intake.open-ticket or intake.*',
    }),
    Length(1, 100, { each: true }),
  );
