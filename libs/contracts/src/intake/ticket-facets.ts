import { ArrayMaxSize, IsArray, IsBoolean, IsString, Length, Matches } from 'class-validator';
import { Page } from '../common.js';
import { applyDecorators } from '../apply-decorators.js';
import { Id, Line, Maybe } from '../fields.js';
import { limits } from '../vocabulary.js';

/** Characters of a value that a list is narrowed by; longer ones are found by search. */
export const longestFacet = 100;

const Several = (pattern: RegExp, longest: number, message: string): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(5),
    IsString({ each: true }),
    Length(1, longest, { each: true }),
    Matches(pattern, { each: true, message }),
  );

/** What a list of tickets is narrowed to besides status and the like; letters match in either case. */
export class TicketFacets extends Page {
  /** May be repeated: tickets that have all of them. */
  @Maybe() @Several(/\S/u, limits.tag, '$property must not be blank') tag?: string[];
  @Maybe() @Line(longestFacet) product?: string;
  @Maybe() @Line(longestFacet) region?: string;
  /** A person's id. */
  @Maybe() @Id() watcherId?: string;
  /** A person's id. */
  @Maybe() @Id() collaboratorId?: string;
  /**
   * A field of a type's own and its value, `serial:A-17`, or what a number or day lies between: `cost:>100`,
   * `cost:10..20`, `visit:<=2030-01-31`, `visit:<+7d`; may be repeated.
   */
  @Maybe()
  @Several(/^[a-z][a-z0-9-]{0,49}:.{1,100}$/u, 152, '$property must look like serial:A-17')
  field?: string[];
  /** True: those that are out of the way. False: the others. */
  @Maybe() @IsBoolean() snoozed?: boolean;
}
