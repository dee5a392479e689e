import { badValue, CommandError, failedToParse } from '../errors.js';
import { contextOf } from '../aggregate/expressions.js';
import { type Value } from '../bson/raw.js';
import type { Command } from '../engine.js';
import { compileProjection, isPositional } from '../query/project.js';
import { Reply } from '../server/reply.js';
import { insertable } from '../update/stored.js';
import { isReplacement } from '../update/update.js';
import { Arguments } from './arguments.js';
import { Modification } from './modification.js';
import { partsOf } from './query.js';
import { runEach, type WriteError } from './statements.js';

const MAX_STATEMENTS = 100_000;

/** The statements of a write command; an unknown field in any of them refuses the whole command. */
function statementsOf(args: Arguments, name: string, allowed?: ReadonlySet<string>): Value[] {
  const list = args.documents(name);
  if (list.length < 1 || list.length > MAX_STATEMENTS) {
    throw new CommandError(72, `Write batch sizes must be between 1 and ${MAX_STATEMENTS}, not ${list.length}`);
  }
  if (allowed) for (const statement of list) new Arguments(statement).only(name, allowed);
  return list;
}

const isOrdered = (args: Arguments): boolean => !args.get('ordered') || args.flag('ordered');

function listErrors(errors: WriteError[]): object[] | undefined {
  const listed = errors.map(({ index, error }) => ({
    index,
    code: error.code,
    ...error.details,
    errmsg: error.message,
  }));
  return listed.length > 0 ? listed : undefined;
}

export const insert: Command = async ({ args, db, target, engine }) => {
  const documents = statementsOf(args, 'documents');
  let n = 0;
  const errors = await runEach(engine, documents, isOrdered(args), (document) => () => {
    const collection = engine.catalog.getOrCreate(db, target);
    collection.insert(insertable(document));
    n++;
    return true;
  });
  return Reply.of({ n, writeErrors: listErrors(errors) });
};

const UPDATE_FIELDS = new Set(['q', 'u', 'c', 'multi', 'upsert', 'arrayFilters', 'collation', 'hint']);
const DELETE_FIELDS = new Set(['q', 'limit', 'collation', 'hint']);

export const update: Command = async (call) => {
  const { args, engine } = call;
  const updates = statementsOf(args, 'updates', UPDATE_FIELDS);
  let n = 0;
  let nModified = 0;
  const upserted: { index: number; _id: Value }[] = [];
  const errors = await runEach(engine, updates, isOrdered(args), (statement, index) => {
    const own = new Arguments(statement);
    const many = own.flag('multi');
    const change = own.get('u');
    if (!change) throw failedToParse("BSON field 'update.updates.u' is missing but a required field");
    if (many && isReplacement(change))
      throw failedToParse('multi update is not supported for replacement-style update');
    const parts = { ...partsOf(own, own.document('q')), let: args.document('let') };
    return new Modification(call, own, parts, many, change, (done) => {
      n += done.matched + (done.upserted ? 1 : 0);
      nModified += done.modified;
      if (done.upserted) upserted.push({ index, _id: done.upserted });
    }).run;
  });
  return Reply.of({
    n,
    upserted: upserted.length > 0 ? upserted : undefined,
    nModified,
    writeErrors: listErrors(errors),
  });
};

export const remove: Command = async (call) => {
  const { args, engine } = call;
  const deletes = statementsOf(args, 'deletes', DELETE_FIELDS);
  let n = 0;
  const errors = await runEach(engine, deletes, isOrdered(args), (statement) => {
    const own = new Arguments(statement);
    const limit = own.integer('limit');
    if (limit !== 0 && limit !== 1) throw failedToParse(`The limit of a delete must be 0 or 1. Got ${limit}`);
    const parts = { ...partsOf(own, own.document('q')), let: args.document('let') };
    return new Modification(call, own, parts, limit === 0, undefined, ({ matched }) => (n += matched)).run;
  });
  return Reply.of({ n, writeErrors: listErrors(errors) });
};

export const findAndModify: Command = async (call) => {
  const { args, engine } = call;
  const change = args.get('update');
  const removing = args.flag('remove');
  const wantsNew = args.flag('new');
  if (removing === (change !== undefined))
    throw failedToParse('Either an update or remove=true must be specified, but not both');
  if (removing && (wantsNew || args.flag('upsert')))
    throw failedToParse('Cannot specify new=true or upsert=true together with remove=true');
  const parts = partsOf(args, args.document('query'));
  const fields = args.document('fields');
  if (wantsNew && isPositional(fields))
    throw badValue('cannot use a positional projection and return the new document');
  const project = compileProjection(fields, contextOf(parts), parts.filter);
  let done: Modification | undefined;
  const make = () => (done = new Modification(call, args, parts, false, change)).run;
  const [failed] = await runEach(engine, [change], true, make);
  if (failed) throw failed.error;
  const { matched, upserted, before, after, position } = done!;
  const chosen = wantsNew ? after : before;
  return Reply.of({
    lastErrorObject: { n: matched + (upserted ? 1 : 0), updatedExisting: change && matched > 0, upserted },
    value: chosen ? project(chosen, position) : null,
  });
};
