import { badValue, CommandError, unsupported } from '../errors.js';
import type { Collator } from '../bson/compare.js';
import { isTruthy } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { matched, parsePath, reaches, type Path, type Test } from './path.js';
import { equalsOrMatches, hasSize, hasType, matchesRegex, modulo, oneOf, ordered } from './predicates.js';
import { compileRegex, regexParts } from './regex.js';

/** Whether a document (or array element) passes a compiled filter. */
export type Matcher = (document: Value) => boolean;

export interface MatchOptions {
  collator?: Collator;
  /** Compiles `$expr`; given by the aggregation side, so that plain queries never load it. */
  expression?: (expression: Value) => (document: Value) => boolean;
}

const UNSUPPORTED = new Set(
  (
    '$where $text $near $nearSphere $geoWithin $geoIntersects $jsonSchema ' +
    '$bitsAllSet $bitsAnySet $bitsAllClear $bitsAnyClear'
  ).split(' '),
);

export function compileFilter(filter: Value, options: MatchOptions = {}): Matcher {
  return all(filter.entries().map(([name, value]) => clause(name, value, options)));
}

function all(matchers: Matcher[]): Matcher {
  if (matchers.length === 1) return matchers[0]!;
  return (document) => {
    for (const matcher of matchers) if (!matcher(document)) return false;
    return true;
  };
}

function clause(name: string, value: Value, options: MatchOptions): Matcher {
  if (!name.startsWith('$')) return fieldClause(parsePath(name), value, options);
  switch (name) {
    case '$and':
      return all(branches(name, value, options));
    case '$or':
    case '$nor': {
      const list = branches(name, value, options);
      const wanted = name === '$or';
      return (document) => list.some((matcher) => matcher(document)) === wanted;
    }
    case '$expr':
      if (!options.expression) throw unsupported('$expr here');
      return options.expression(value);
    case '$comment':
    case '$alwaysTrue':
      return () => true;
    case '$alwaysFalse':
      return () => false;
    default:
      if (UNSUPPORTED.has(name)) throw unsupported(name);
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, ` +
          'consider using $getField or $setField.',
      );
  }
}

function branches(name: string, value: Value, options: MatchOptions): Matcher[] {
  if (!value.isArray) throw badValue(`${name} argument must be an array`);
  if (value.isEmpty) throw badValue(`${name} must be a nonempty array`);
  return value.items().map((item) => {
    if (!item.isDocument) throw badValue(`${name} argument's entries must be objects`);
    return compileFilter(item, options);
  });
}

/** A document whose first field is an operator; a DBRef counts as data. */
export function isOperatorDocument(value: Value): boolean {
  if (!value.isDocument) return false;
  const first = value.firstName();
  return first !== undefined && first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
}

function fieldClause(path: Path, value: Value, options: MatchOptions): Matcher {
  if (!isOperatorDocument(value)) return reachMatcher(path, equalsOrMatches(value, options.collator), true);
  return all(value.entries().map(([op, argument]) => operator(path, op, argument, value, options)));
}

const reachMatcher =
  (path: Path, test: Test, leaf: boolean): Matcher =>
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

function operator(path: Path, op: string, argument: Value, siblings: Value, options: MatchOptions): Matcher {
  const { collator } = options;
  switch (op) {
    case '$eq':
      return reachMatcher(path, equalsOrMatches(argument, collator), true);
    case '$ne':
      if (argument.type === BsonType.regex) throw badValue("Can't have regex as arg to $ne.");
      return negated(reachMatcher(path, equalsOrMatches(argument, collator), true));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return reachMatcher(path, ordered(op, argument, collator), true);
    case '$in':
      return reachMatcher(path, oneOf(op, argument, collator), true);
    case '$nin':
      return negated(reachMatcher(path, oneOf(op, argument, collator), true));
    case '$exists': {
      const exists = reachMatcher(path, (value) => value !== undefined, false);
      return isTruthy(argument) ? exists : negated(exists);
    }
    case '$type':
      return reachMatcher(path, hasType(argument), true);
    case '$regex':
      return reachMatcher(path, regexTest(argument, siblings.get('$options')), true);
    case '$options':
      if (!siblings.get('$regex')) throw badValue('$options needs a $regex');
      return () => true;
    case '$not':
      return negated(notClause(path, argument, options));
    case '$mod':
      return reachMatcher(path, modulo(argument), true);
    case '$size':
      return reachMatcher(path, hasSize(argument), false);
    case '$all':
      return allOf(path, argument, options);
    case '$elemMatch':
      return reachMatcher(path, elementTest(argument, options), false);
    case '$comment':
      return () => true;
    default:
      if (UNSUPPORTED.has(op)) throw unsupported(op);
      throw badValue(`unknown operator: ${op}`);
  }
}

function notClause(path: Path, argument: Value, options: MatchOptions): Matcher {
  if (argument.type === BsonType.regex)
    return reachMatcher(path, matchesRegex(compileRegex(...regexParts(argument))), true);
  if (!argument.isDocument) throw badValue('$not needs a regex or a document');
  if (argument.isEmpty) throw badValue('$not cannot be empty');
  if (!isOperatorDocument(argument)) throw badValue(`unknown operator: ${argument.firstName()}`);
  return fieldClause(path, argument, options);
}

function regexTest(argument: Value, flags: Value | undefined): Test {
  if (flags && flags.type !== BsonType.string) throw badValue('$options has to be a string');
  if (argument.type === BsonType.string) return matchesRegex(compileRegex(argument.text(), flags?.text() ?? ''));
  if (argument.type !== BsonType.regex) throw badValue('$regex has to be a string');
  const [pattern, own] = regexParts(argument);
  if (own && flags) throw new CommandError(51075, 'options set in both $regex and $options');
  return matchesRegex(compileRegex(pattern, flags?.text() ?? own));
}

function allOf(path: Path, argument: Value, options: MatchOptions): Matcher {
  if (!argument.isArray) throw badValue('$all needs an array');
  if (argument.isEmpty) return () => false;
  return all(
    argument.items().map((item) => {
      const first = item.isDocument ? item.firstName() : undefined;
      if (first === '$elemMatch') return operator(path, first, item.get(first)!, item, options);
      if (first?.startsWith('$')) throw badValue('no $ expressions in $all');
      return reachMatcher(path, equalsOrMatches(item, options.collator), true);
    }),
  );
}

const LOGICAL = ['$and', '$or', '$nor', '$expr', '$where', '$comment'];

/** Matches one element: by value (`{ $gt: 5 }`) or as a document of its own (`{ a: 1 }`). */
export function compileElement(argument: Value, options: MatchOptions): Test {
  if (!argument.isDocument) throw badValue('$elemMatch needs an Object');
  const first = argument.firstName();
  if (first?.startsWith('$') && !LOGICAL.includes(first)) {
    const tests = argument.entries().map(([op, value]) => operator(SELF, op, value, argument, options));
    return (value) => tests.every((test) => value !== undefined && test(value));
  }
  const matcher = compileFilter(argument, options);
  return (value) => value !== undefined && (value.isDocument || value.isArray) && matcher(value);
}

const SELF: Path = { text: '', names: [], bytes: [], positions: [] };

function elementTest(argument: Value, options: MatchOptions): Test {
  const test = compileElement(argument, options);
  return (value) => {
    if (value === undefined || !value.isArray) return false;
    const position = value.items().findIndex((item) => test(item));
    if (position >= 0) matched.position = position;
    return position >= 0;
  };
}

/** Names of the identifiers that an array filter speaks about. */
export function identifiersOf(filter: Value): Set<string> {
  const out = new Set<string>();
  for (const [name, value] of filter.entries()) {
    if (name.startsWith('$') && value.isArray) {
      for (const item of value.items()) if (item.isDocument) for (const id of identifiersOf(item)) out.add(id);
    } else if (!name.startsWith('$')) out.add(name.split('.')[0]!);
  }
  return out;
}
