import { badValue, CommandError, unsupported } from '../errors.js';
import type { Collator } from '../bson/compare.js';
import { isTruthy } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { matched, parsePath, reaches, type Path, type Test } from './path.js';
import { bits } from './bits.js';
import { equals, hasSize, hasType, matchesRegex, modulo, oneOf, ordered } from './predicates.js';
import { compileRegex, regexParts } from './regex.js';

/** Whether a document (or array element) passes a compiled filter. */
export type Matcher = (document: Value) => boolean;

/** What holds for all parts of a command. What computes comes from the aggregation side, loaded when it is needed. */
export interface Context {
  collator?: Collator;
  /** Compiles `$expr`. */
  expression?: (expression: Value) => (document: Value) => boolean;
  /** Compiles the computed fields of a projection. */
  compute?: (fields: [string, Value][]) => (document: Value) => [string, Value][];
  /** Compiles a pipeline that makes one document out of one. */
  pipeline?: (pipeline: Value) => (document: Value) => Value;
}

const UNSUPPORTED = /^\$(where|text|near|nearSphere|geo\w+|jsonSchema)$/;

function refuseOperator(op: string, complaint: string): never {
  throw UNSUPPORTED.test(op) ? unsupported(op) : badValue(complaint);
}

export function compileFilter(filter: Value, context: Context = {}): Matcher {
  return all(filter.entries().map(([name, value]) => clause(name, value, context)));
}

function all(matchers: Matcher[]): Matcher {
  if (matchers.length === 1) return matchers[0]!;
  return (document) => {
    for (const matcher of matchers) if (!matcher(document)) return false;
    return true;
  };
}

const always: Matcher = () => true;
const never: Matcher = () => false;

function clause(name: string, value: Value, context: Context): Matcher {
  if (!isOperator(name)) return fieldClause(parsePath(name), value, context);
  switch (name) {
    case '$and':
      return all(branches(name, value, context));
    case '$or':
    case '$nor': {
      const list = branches(name, value, context);
      return (document) => list.some((matcher) => matcher(document)) === (name === '$or');
    }
    case '$expr':
      if (!context.expression) throw unsupported('$expr here');
      return context.expression(value);
    case '$comment':
    case '$alwaysTrue':
      return always;
    case '$alwaysFalse':
      return never;
    default:
      return refuseOperator(name, `unknown top level operator: ${name}`);
  }
}

function branches(name: string, value: Value, context: Context): Matcher[] {
  if (!value.isArray) throw badValue(`${name} argument must be an array`);
  if (value.isEmpty) throw badValue(`${name} must be a nonempty array`);
  return value.items().map((item) => {
    if (!item.isDocument) throw badValue(`${name} argument's entries must be objects`);
    return compileFilter(item, context);
  });
}

/** Names that are data although they look like operators: the fields of a DBRef. */
const isOperator = (name: string | undefined): boolean => /^\$(?!(ref|id|db)$)/.test(name ?? '');

/** A document whose first field is an operator. */
export const isOperatorDocument = (value: Value): boolean => value.isDocument && isOperator(value.firstName());

function fieldClause(path: Path, value: Value, context: Context): Matcher {
  if (!isOperatorDocument(value)) return reaching(path, equals(value, context.collator));
  return all(value.entries().map(([op, argument]) => operator(path, op, argument, value, context)));
}

/** Some value at the path passes, or some element of an array there. */
const reaching =
  (path: Path, test: Test, leaf = true): Matcher =>
  (document) =>
    reaches(document, path, test, leaf);

const negated =
  (matcher: Matcher): Matcher =>
  (document) => {
    const before = matched.position;
    const result = !matcher(document);
    matched.position = before;
    return result;
  };

function operator(path: Path, op: string, argument: Value, siblings: Value, context: Context): Matcher {
  const { collator } = context;
  switch (op) {
    case '$eq':
      return reaching(path, equals(argument, collator));
    case '$ne':
      if (argument.type === BsonType.regex) throw badValue("Can't have regex as arg to $ne.");
      return negated(reaching(path, equals(argument, collator)));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return reaching(path, ordered(op, argument, collator));
    case '$in':
      return reaching(path, oneOf(op, argument, collator));
    case '$nin':
      return negated(reaching(path, oneOf(op, argument, collator)));
    case '$exists': {
      const exists = reaching(path, (value) => value !== undefined, false);
      return isTruthy(argument) ? exists : negated(exists);
    }
    case '$type':
      return reaching(path, hasType(argument));
    case '$regex':
      return reaching(path, regexTest(argument, siblings.get('$options')));
    case '$options':
      if (!siblings.get('$regex')) throw badValue('$options needs a $regex');
      return always;
    case '$not':
      return negated(notClause(path, argument, context));
    case '$mod':
      return reaching(path, modulo(argument));
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return reaching(path, bits(op, argument));
    case '$all':
      return allOf(path, argument, context);
    case '$size':
      return reaching(path, hasSize(argument), false);
    case '$elemMatch':
      return reaching(path, elementTest(argument, context), false);
    case '$comment':
      return always;
    default:
      return refuseOperator(op, `unknown operator: ${op}`);
  }
}

function notClause(path: Path, argument: Value, context: Context): Matcher {
  if (argument.type === BsonType.regex) return reaching(path, regexTest(argument, undefined));
  if (!argument.isDocument) throw badValue('$not needs a regex or a document');
  if (argument.isEmpty) throw badValue('$not cannot be empty');
  if (!isOperatorDocument(argument)) throw badValue(`unknown operator: ${argument.firstName()}`);
  return fieldClause(path, argument, context);
}

function regexTest(argument: Value, flags: Value | undefined): Test {
  if (flags && flags.type !== BsonType.string) throw badValue('$options has to be a string');
  if (argument.type === BsonType.string) return matchesRegex(compileRegex(argument.text(), flags?.text() ?? ''));
  if (argument.type !== BsonType.regex) throw badValue('$regex has to be a string');
  const [pattern, own] = regexParts(argument);
  if (own && flags) throw new CommandError(51075, 'options set in both $regex and $options');
  return matchesRegex(compileRegex(pattern, flags?.text() ?? own));
}

function allOf(path: Path, argument: Value, context: Context): Matcher {
  if (!argument.isArray) throw badValue('$all needs an array');
  const items = argument.items();
  const isElement = (item: Value) => item.isDocument && item.firstName() === '$elemMatch';
  if (items.some((item) => isElement(item) !== isElement(items[0]!))) {
    throw badValue('$all/$elemMatch has to be consistent');
  }
  if (items.some((item) => isOperatorDocument(item) && !isElement(item))) throw badValue('no $ expressions in $all');
  return items.length === 0 ? never : all(items.map((item) => fieldClause(path, item, context)));
}

const LOGICAL = ['$and', '$or', '$nor', '$expr', '$where', '$comment'];
const SELF: Path = { text: '', names: [], bytes: [], positions: [] };

/** Matches one element: by value (`{ $gt: 5 }`) or as a document of its own (`{ a: 1 }`). */
export function compileElement(argument: Value, context: Context): Test {
  if (!argument.isDocument) throw badValue('$elemMatch needs an Object');
  if (isOperatorDocument(argument) && !LOGICAL.includes(argument.firstName()!)) {
    const test = fieldClause(SELF, argument, context);
    return (value) => value !== undefined && test(value);
  }
  const matcher = compileFilter(argument, context);
  return (value) => value !== undefined && (value.isDocument || value.isArray) && matcher(value);
}

function elementTest(argument: Value, context: Context): Test {
  const test = compileElement(argument, context);
  return (value) => {
    if (value === undefined || !value.isArray) return false;
    const position = value.items().findIndex((item) => test(item));
    if (position >= 0) matched.position = position;
    return position >= 0;
  };
}
