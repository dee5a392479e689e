import 'reflect-metadata';
import { applyDecorators } from './apply-decorators.js';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  isEmail,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import type { PayloadClass } from './contract.js';
import { limits } from './vocabulary.js';

// Half a surrogate pair (Cs) is no character: a store would keep something else in its place.
const line = /^(?=.*\S)[^\u0000-\u001f\u007f\u2028\u2029\p{Cs}]*$/u;
// NUL and its like carry no text; tab and line ends do.
const text = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]*$/u;

// ISO 8601 also has weeks, ordinal days and local times, which name no instant to everybody.
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** One line of text: 1 to `max` characters, not blank, no control characters. */
export const Line = (max: number = limits.name): PropertyDecorator =>
  applyDecorators(IsString(), Length(1, max), Matches(line, { message: '$property must be one line of visible text' }));

/** A list of lines. */
export const Lines = (most: number, max: number = limits.name): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    IsString({ each: true }),
    Length(1, max, { each: true }),
    Matches(line, { each: true, message: '$property must be lines of visible text' }),
  );

/** Running text: 1 to `max` characters, line ends and tabs allowed, not blank. */
export const Text = (max: number = limits.text): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Length(1, max),
    Matches(text, { message: '$property must not hold control characters' }),
    Matches(/\S/u, { message: '$property must not be blank' }),
  );

const identifier = /^[^\s*>$\p{C}]+$/u;

/** An identifier of ours or of another system: no blanks, no control characters, no NATS wildcards. */
export const Id = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Length(1, limits.id),
    Matches(identifier, { message: '$property must be an identifier' }),
  );

const key = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const keyLength = 50;
export const isKey = (text: string): boolean => text.length <= keyLength && key.test(text);

/** A key that an organisation gives to something of its own: `serial-number`. */
export const Key = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Length(1, keyLength),
    Matches(key, { message: '$property must be a key like serial-number' }),
  );

export const OneOf = (values: readonly string[]): PropertyDecorator => IsIn([...values]);
/** A list of some of these. */
export const SomeOf = (values: readonly string[]): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMaxSize(values.length), IsIn([...values], { each: true }));
export const Maybe = (): PropertyDecorator => IsOptional();
/** Looks for what is no text first: the check of an address throws on it. */
export const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && line.test(value) && isEmail(value);
const IsAddress = (): PropertyDecorator =>
  ValidateBy({
    name: 'isEmail',
    validator: {
      validate: isAddress,
      defaultMessage: () => '$property must be an email',
    },
  });
export const Email = (): PropertyDecorator => applyDecorators(IsString(), Length(3, 254), IsAddress());
/** RFC 3339 instant. */
export const Instant = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Matches(rfc3339, { message: '$property must be an instant like 2030-01-31T12:00:00Z' }),
    IsISO8601({ strict: true, strictSeparator: true }),
  );
export const Whole = (min: number, max = Number.MAX_SAFE_INTEGER): PropertyDecorator =>
  applyDecorators(IsInt(), Min(min), Max(max));

/** A finite number that is no further from zero than 10^15. */
export const Numeric = (): PropertyDecorator => applyDecorators(IsNumber(), Min(-1e15), Max(1e15));

const elementKey = 'deskbeat:element';
const element = (of: () => PayloadClass): PropertyDecorator => Reflect.metadata(elementKey, of) as PropertyDecorator;
/** The class of a nested property or of the items of a list, for those who describe a payload. */
export const elementOf = (payload: PayloadClass, property: string): PayloadClass | undefined =>
  (Reflect.getMetadata(elementKey, payload.prototype as object, property) as (() => PayloadClass) | undefined)?.();

export const Nested = <T extends object>(of: () => PayloadClass<T>): PropertyDecorator =>
  applyDecorators(IsObject(), ValidateNested(), Type(of), element(of));
export const ListOf = <T extends object>(of: () => PayloadClass<T>, max: number): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMaxSize(max), ValidateNested({ each: true }), Type(of), element(of));
/** Up to 30 distinct one-line tags. */
export const Tags = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(limits.tags),
    IsString({ each: true }),
    Length(1, limits.tag, { each: true }),
    Matches(line, { each: true, message: '$property must be lines of visible text' }),
  );
/** BCP 47, `de`, `zh-Hans-CN`. */
export const Language = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Length(2, 35),
    Matches(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, { message: '$property must be a language like de or zh-Hans-CN' }),
  );
/** A list of identifiers. */
export const Ids = (max: number): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    Length(1, limits.id, { each: true }),
    Matches(identifier, { each: true, message: '$property must be identifiers' }),
  );
