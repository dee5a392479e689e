import { badValue, CommandError, failedToParse } from '../errors.js';
import type { Collator } from '../bson/compare.js';
import { equalValues, sameBytes } from '../bson/compare.js';
import { nameBytes, Value } from '../bson/raw.js';
import { BsonType, typeName } from '../bson/types.js';
import { BsonWriter, makeDocument } from '../bson/writer.js';
import { compileFilter, identifiersOf } from '../query/match.js';
import { arrayPosition, type Test } from '../query/path.js';
import { idOf } from '../storage/collection.js';
import { KEEP, REMOVE, type Change } from './change.js';
import { applyAt, type Target } from './apply.js';
import { MODIFIERS } from './modifiers.js';
import { DocumentNode, toValue } from './tree.js';

export const MAX_DOCUMENT = 16 * 2 ** 20;

/** Makes the new document from the old one; `position` is what `$` stands for. */
export type Updater = (document: Value, position: number, inserting?: boolean) => Value;

export interface UpdateOptions {
  arrayFilters?: Value;
  collator?: Collator;
  /** Runs an aggregation pipeline over one document. */
  pipeline?: (pipeline: Value) => (document: Value) => Value;
}

export const isReplacement = (update: Value): boolean => update.isDocument && !update.firstName()?.startsWith('$');

export function compileUpdate(update: Value, options: UpdateOptions = {}): Updater {
  if (update.isArray) {
    if (options.arrayFilters) throw failedToParse('arrayFilters may not be specified for pipeline-style updates');
    if (!options.pipeline) throw failedToParse('pipeline-style updates are not possible here');
    const run = options.pipeline(update);
    return (document) => withSameId(document, run(document));
  }
  if (!update.isDocument) throw failedToParse('Update argument must be either an object or an array');
  if (isReplacement(update)) {
    checkFieldNames(update);
    return (document) => replaceBy(document, update);
  }
  const targets = compileModifiers(update, options);
  return (document, position, inserting = false) => {
    const root = new DocumentNode(document);
    for (const target of targets) {
      if (target.onInsert && !inserting) continue;
      applyAt(root, target, position);
    }
    return checked(document, withIdFirst(toValue(root)), inserting);
  };
}

function compileModifiers(update: Value, options: UpdateOptions): Target[] {
  const filters = compileArrayFilters(options);
  const targets: Target[] = [];
  for (const [op, fields] of update.entries()) {
    if (!op.startsWith('$'))
      throw failedToParse(
        `Unknown modifier: ${op}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    const modifier = op === '$rename' ? undefined : MODIFIERS.get(op);
    if (!modifier && op !== '$rename')
      throw failedToParse(
        `Unknown modifier: ${op}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!fields.isDocument) {
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeName(fields.type)} instead. For example: {$mod: {<field>: ...}} not {${op}: ...}`,
      );
    }
    for (const [path, argument] of fields.entries()) {
      if (modifier) {
        const change = modifier(argument, { path, collator: options.collator });
        targets.push(targetOf(op, path, change, filters.tests));
      } else targets.push(...renameTargets(path, argument, filters.tests));
    }
  }
  checkConflicts(targets);
  for (const id of filters.tests.keys()) {
    if (!targets.some(({ names }) => names.includes(`$[${id}]`))) {
      throw failedToParse(`The array filter for identifier '${id}' was not used in the update`);
    }
  }
  return targets.sort(byPath);
}

function targetOf(op: string, path: string, change: Change, filters: Map<string, Test>): Target {
  const names = path.split('.');
  if (names.includes(''))
    throw new CommandError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  names.forEach((name, i) => {
    if (!name.startsWith('$')) return;
    const id = /^\$\[(.*)\]$/.exec(name)?.[1];
    if (name === '$' || id === '') {
      if (i === 0) throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
    } else if (id !== undefined) {
      if (!filters.has(id)) throw badValue(`No array filter found for identifier '${id}' in path '${path}'`);
    } else if (i === 0 || !/^\$(id|ref|db)$/.test(name)) {
      throw new CommandError(
        52,
        `The dollar ($) prefixed field '${name}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  });
  const creates = !['$unset', '$pull', '$pullAll', '$pop'].includes(op);
  return { names, path, change, creates, filters, onInsert: op === '$setOnInsert' };
}

function renameTargets(from: string, to: Value, filters: Map<string, Test>): Target[] {
  if (to.type !== BsonType.string) throw badValue(`The 'to' field for $rename must be a string: ${from}: ${to.toJs()}`);
  const destination = to.text();
  if (destination === from)
    throw badValue(`The source and target field for $rename must differ: ${from}: "${destination}"`);
  if (`${from}.${destination}`.includes('$'))
    throw badValue('The source and target field for $rename may not be dynamic');
  let moved: ReturnType<Change> = KEEP;
  const take = targetOf(
    '$unset',
    from,
    (current) => {
      moved = current ?? KEEP;
      return REMOVE;
    },
    filters,
  );
  const put = targetOf('$set', destination, () => moved, filters);
  return [
    { ...take, noArrays: true, before: () => (moved = KEEP), companion: put },
    { ...put, hidden: true },
  ];
}

function compileArrayFilters({ arrayFilters, collator }: UpdateOptions): { tests: Map<string, Test> } {
  const tests = new Map<string, Test>();
  for (const filter of arrayFilters?.items() ?? []) {
    if (!filter.isDocument || filter.isEmpty)
      throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    const ids = identifiersOf(filter);
    const [id] = ids;
    if (ids.size !== 1 || id === undefined) {
      throw failedToParse('Error parsing array filter: Expected a single top-level field name, found several or none');
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(id))
      throw badValue(
        `The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${id}'`,
      );
    if (tests.has(id)) throw failedToParse(`Found multiple array filters with the same top-level field name ${id}`);
    const matcher = compileFilter(filter, { collator });
    const name = nameBytes(id);
    tests.set(id, (item) => item !== undefined && matcher(makeDocument((writer) => writer.value(name, item))));
  }
  return { tests };
}

function checkConflicts(targets: Target[]): void {
  const seen = new Map<string, boolean>();
  for (const { path, names } of targets) {
    for (let i = 1; i <= names.length; i++) {
      const prefix = names.slice(0, i).join('.');
      const whole = seen.get(prefix);
      if (whole || (whole !== undefined && i === names.length)) {
        throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${prefix}'`);
      }
    }
    for (let i = 1; i < names.length; i++) seen.set(names.slice(0, i).join('.'), false);
    seen.set(path, true);
  }
}

function byPath(a: Target, b: Target): number {
  for (let i = 0; i < a.names.length && i < b.names.length; i++) {
    const [x, y] = [a.names[i]!, b.names[i]!];
    if (x === y) continue;
    const [m, n] = [arrayPosition(x), arrayPosition(y)];
    return m >= 0 && n >= 0 ? m - n : x < y ? -1 : 1;
  }
  return a.names.length - b.names.length;
}

function replaceBy(document: Value, replacement: Value): Value {
  const oldId = idOf(document);
  const newId = idOf(replacement);
  if (oldId && newId && !equalValues(oldId, newId)) throw immutableId();
  return oldId ? withId(newId ?? oldId, replacement) : replacement;
}

function withSameId(before: Value, after: Value): Value {
  const id = idOf(before);
  return checked(before, id && !idOf(after) ? withId(id, after) : withIdFirst(after), false);
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

export function checkSize(document: Value): void {
  if (document.end - document.start > MAX_DOCUMENT) {
    throw new CommandError(
      10334,
      `BSONObj size: ${document.end - document.start} is invalid. Size must be between 0 and ${MAX_DOCUMENT}`,
    );
  }
}

/** `_id` goes first; everything else keeps its place. */
export function withId(id: Value, document: Value): Value {
  const writer = new BsonWriter(document.end - document.start + 32);
  const at = writer.begin();
  writer.value(ID, id);
  for (const [name, value] of document.entries()) if (name !== '_id') writer.value(nameBytes(name), value);
  writer.close(at);
  return Value.document(writer.finish());
}

const ID = nameBytes('_id');

export function withIdFirst(document: Value): Value {
  if (document.firstName() === '_id') return document;
  const id = idOf(document);
  return id ? withId(id, document) : document;
}

/** Stored documents may carry `$` names below the top level only. */
export function checkFieldNames(document: Value): void {
  for (const [name] of document.entries()) {
    if (name.startsWith('$')) {
      throw new CommandError(
        52,
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
}

export function checkId(id: Value): void {
  if (id.isArray) throw new CommandError(53, "The '_id' value cannot be of type array");
  if (id.type === BsonType.regex) throw new CommandError(53, "The '_id' value cannot be of type regex");
  if (id.type === BsonType.undefined) throw new CommandError(53, "The '_id' value cannot be of type undefined");
  if (id.isDocument && id.firstName()?.startsWith('$')) {
    throw new CommandError(
      52,
      `_id fields may not contain '$'-prefixed fields: ${id.firstName()} is not valid for storage.`,
    );
  }
}
