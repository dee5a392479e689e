import { badValue, CommandError, failedToParse } from '../errors.js';
import { equalValues, sameBytes, type Collator } from '../bson/compare.js';
import type { Value } from '../bson/raw.js';
import { BsonType, typeName } from '../bson/types.js';
import { documentOf } from '../bson/writer.js';
import { compileFilter, type Context } from '../query/match.js';
import { arrayPosition, type Test } from '../query/path.js';
import { idOf } from '../storage/collection.js';
import { applyAt, type Target } from './apply.js';
import { MODIFIERS, type Change } from './modifiers.js';
import { renaming } from './rename.js';
import { checkSize, dollarField, withIdFirst } from './stored.js';
import type { Tree } from './tree.js';

export interface Updater {
  /** Makes the new document from the old one; `position` is what `$` stands for. */
  (document: Value, position: number, inserting?: boolean): Value;
  /** Names of the only fields that it changes. */
  touched?: ReadonlySet<string>;
}

export interface UpdateOptions extends Context {
  arrayFilters?: Value;
}

export const isReplacement = (update: Value): boolean => update.isDocument && !update.firstName()?.startsWith('$');

export function compileUpdate(update: Value, options: UpdateOptions = {}): Updater {
  if (update.isArray) {
    if (options.arrayFilters) throw failedToParse('arrayFilters may not be specified for pipeline-style updates');
    if (!options.pipeline) throw failedToParse('pipeline-style updates are not possible here');
    const run = options.pipeline(update);
    return (document) => {
      const after = run(document);
      return checked(document, withIdFirst(after, idOf(after) ?? idOf(document)), false);
    };
  }
  if (!update.isDocument) throw failedToParse('Update argument must be either an object or an array');
  if (isReplacement(update)) {
    for (const [name] of update.entries()) if (name.startsWith('$')) throw dollarField(name);
    return (document) => replaceBy(document, update);
  }
  const targets = compileModifiers(update, options);
  const touched = new Set(targets.flatMap(({ names, from = names }) => [names[0]!, from[0]!]));
  const updater: Updater = (document, position, inserting = false) => {
    const root = new Map<string, Tree>(document.entries());
    for (const target of targets) {
      if (!inserting && target.onInsert) continue;
      if (!inserting && target.names[0]!.startsWith('$')) throw dollarField(target.names[0]!);
      const ready = target.from ? renaming(root, target) : target;
      if (ready) applyAt(root, ready, position);
    }
    return checked(document, withIdFirst(documentOf(root)), inserting);
  };
  return Object.assign(updater, { touched });
}

function compileModifiers(update: Value, { arrayFilters, collator }: UpdateOptions): Target[] {
  const filters = compileArrayFilters(arrayFilters, collator);
  const targets: Target[] = [];
  for (const [op, fields] of update.entries()) {
    const modifier = MODIFIERS.get(op);
    if (!modifier && op !== '$rename') throw failedToParse(`Unknown modifier: ${op}. Expected a valid update modifier`);
    if (!fields.isDocument) {
      throw failedToParse(`Modifiers operate on fields but we found type ${typeName(fields.type)} in ${op}`);
    }
    for (const [path, argument] of fields.entries()) {
      if (!modifier) targets.push(renameTarget(path, argument));
      else targets.push(targetOf(op, path, modifier(argument, path, collator), filters));
    }
  }
  checkConflicts(targets);
  for (const id of filters.keys()) {
    if (!targets.some(({ names }) => names.includes(`$[${id}]`))) {
      throw failedToParse(`The array filter for identifier '${id}' was not used in the update`);
    }
  }
  return targets.sort((a, b) => comparePaths(a.names, b.names));
}

const NO_FILTERS = new Map<string, Test>();
const NEVER_CREATE = ['$unset', '$pull', '$pullAll', '$pop'];

function targetOf(op: string, path: string, change: Change, filters: ReadonlyMap<string, Test>): Target {
  const names = path.split('.');
  if (names.includes('')) throw new CommandError(56, `The update path '${path}' contains an empty field name`);
  if (/^\$($|\[)/.test(names[0]!)) throw badValue(`Cannot have a positional element first in the path '${path}'`);
  for (const name of names) {
    const id = /^\$\[(.+)\]$/.exec(name)?.[1];
    if (id && !filters.has(id)) throw badValue(`No array filter found for identifier '${id}' in path '${path}'`);
  }
  return { names, change, creates: !NEVER_CREATE.includes(op), filters, onInsert: op === '$setOnInsert' };
}

function renameTarget(from: string, to: Value): Target {
  if (to.type !== BsonType.string) throw badValue(`The 'to' field for $rename must be a string: ${from}`);
  const destination = to.text();
  if (/(^|\.)\$($|\.|\[)/.test(from) || /(^|\.)\$($|\.|\[)/.test(destination))
    throw badValue('The source and target field for $rename may not be dynamic');
  const source = targetOf('$rename', from, () => to, NO_FILTERS);
  const target = targetOf('$rename', destination, () => to, NO_FILTERS);
  if (`${destination}.`.startsWith(`${from}.`) || `${from}.`.startsWith(`${destination}.`))
    throw badValue(`The source and target field for $rename must differ and not be on the same path: ${from}`);
  return { ...target, from: source.names };
}

/** A test for each identifier, which speaks of an element as if it were a field of that name. */
function compileArrayFilters(arrayFilters: Value | undefined, collator?: Collator): Map<string, Test> {
  const tests = new Map<string, Test>();
  for (const filter of arrayFilters?.items() ?? []) {
    const [id, ...others] = filter.isDocument ? identifiersOf(filter) : [];
    if (id === undefined || others.length > 0) {
      throw failedToParse('Error parsing array filter: expected a single top-level field name');
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(id))
      throw badValue(`The top-level field name must be alphanumeric and begin with a lowercase letter, found '${id}'`);
    if (tests.has(id)) throw failedToParse(`Found multiple array filters with the same top-level field name ${id}`);
    const matcher = compileFilter(filter, { collator });
    tests.set(id, (item) => matcher(documentOf(new Map([[id, item]]))));
  }
  return tests;
}

function identifiersOf(filter: Value): Set<string> {
  const found = filter.entries().flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.')[0]!];
    return value.isArray ? value.items().flatMap((item) => (item.isDocument ? [...identifiersOf(item)] : [])) : [];
  });
  return new Set(found);
}

/** No path of an update may be another one or lead through it. */
function checkConflicts(targets: Target[]): void {
  const paths = targets.flatMap(({ names, from }) => (from ? [names, from] : [names]));
  const sorted = paths.map((names) => names.join('\0')).sort();
  for (const [i, path] of sorted.entries()) {
    const above = sorted[i - 1];
    if (above === undefined || !`${path}\0`.startsWith(`${above}\0`)) continue;
    const [shown, at] = [path, above].map((names) => names.replaceAll('\0', '.'));
    throw new CommandError(40, `Updating the path '${shown}' would create a conflict at '${at}'`);
  }
}

/** Array positions by number, other names by their letters, and a path before those that it leads to. */
function comparePaths(a: string[], b: string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (x === y) continue;
    const [m, n] = [arrayPosition(x), arrayPosition(y)];
    return m >= 0 && n >= 0 ? m - n : x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function replaceBy(document: Value, replacement: Value): Value {
  const [oldId, newId] = [idOf(document), idOf(replacement)];
  if (oldId && newId && !equalValues(oldId, newId)) throw immutableId();
  return withIdFirst(replacement, newId ?? oldId);
}

function checked(before: Value, after: Value, inserting: boolean): Value {
  const [oldId, newId] = [idOf(before), idOf(after)];
  const same = oldId === undefined ? newId === undefined || inserting : newId !== undefined && sameBytes(oldId, newId);
  if (!same) throw immutableId();
  checkSize(after);
  return after;
}

const immutableId = () =>
  new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
