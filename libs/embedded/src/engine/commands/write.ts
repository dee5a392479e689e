import { CommandError } from '../errors.js';
import { nameBytes, type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { collectionName, type Command } from '../engine.js';
import { idOf } from '../storage/collection.js';
import { checkNamespace } from '../storage/catalog.js';
import { arrayName } from '../bson/writer.js';
import { Reply, writeDetails } from '../server/reply.js';
import { checkId, checkSize, withId, withIdFirst } from '../update/update.js';
import { newId } from '../update/upsert.js';
import { Arguments } from './arguments.js';
import { atOnce, runEach, type WriteError } from './statement-runner.js';
import { Deletion, Modification } from './statements.js';

const MAX_STATEMENTS = 100_000;

function checkStatements(count: number): void {
  if (count < 1 || count > MAX_STATEMENTS) {
    throw new CommandError(72, `Write batch sizes must be between 1 and ${MAX_STATEMENTS}. Got ${count} operations.`);
  }
}

function writeErrors(reply: Reply, errors: WriteError[]): void {
  if (errors.length === 0) return;
  const list = reply.writer.open(BsonType.array, nameBytes('writeErrors'));
  errors.forEach(({ index, error }, i) => {
    const at = reply.writer.open(BsonType.document, arrayName(i));
    reply.writer.int('index', index);
    reply.writer.int('code', error.code);
    writeDetails(reply.writer, error.details);
    reply.writer.string('errmsg', error.message);
    reply.writer.close(at);
  });
  reply.writer.close(list);
}

export const insert: Command = async (call) => {
  const { args, db, engine } = call;
  args.only('insert', new Set(['documents', 'ordered']));
  const name = collectionName(call);
  checkNamespace(db, name);
  const documents = args.documents('documents');
  checkStatements(documents.length);
  const bypass = args.flag('bypassDocumentValidation');
  let inserted = 0;
  const errors = await runEach(engine, documents, isOrdered(args), (document) =>
    atOnce(() => {
      const collection = engine.catalog.getOrCreate(db, name);
      const stored = insertable(document);
      if (!bypass) collection.validate(stored);
      collection.insert(stored);
      inserted++;
    }),
  );
  const reply = new Reply();
  reply.writer.int('n', inserted);
  writeErrors(reply, errors);
  return reply.ok();
};

const isOrdered = (args: Arguments): boolean => !args.get('ordered') || args.flag('ordered');

/** Checks what may be stored and puts `_id` first. */
export function insertable(document: Value): Value {
  checkSize(document);
  const id = idOf(document);
  if (!id) return withId(newId(), document);
  checkId(id);
  return withIdFirst(document);
}

const UPDATE_FIELDS = new Set(['q', 'u', 'c', 'multi', 'upsert', 'arrayFilters', 'collation', 'hint']);

const DELETE_FIELDS = new Set(['q', 'limit', 'collation', 'hint']);

/** An unknown field in any statement refuses the whole command. */
function statementsOf(args: Arguments, name: string, allowed: ReadonlySet<string>): Arguments[] {
  const list = args.documents(name);
  checkStatements(list.length);
  return list.map((statement) => new Arguments(statement).only(name, allowed));
}

export const update: Command = async (call) => {
  const { args, engine, db } = call;
  args.only('update', new Set(['updates', 'ordered', 'let']));
  const name = collectionName(call);
  checkNamespace(db, name);
  const updates = statementsOf(args, 'updates', UPDATE_FIELDS);
  const outcome = { matched: 0, modified: 0, upserted: [] as { index: number; id: Value }[] };
  const variables = args.document('let');
  const bypass = args.flag('bypassDocumentValidation');
  const errors = await runEach(engine, updates, isOrdered(args), (own, index) => {
    return new Modification(engine, { db, name, args: own, let: variables, bypass }, (result) => {
      outcome.matched += result.matched + (result.upserted ? 1 : 0);
      outcome.modified += result.modified;
      if (result.upserted) outcome.upserted.push({ index, id: result.upserted });
    });
  });
  const reply = new Reply();
  const { writer } = reply;
  writer.int('n', outcome.matched);
  if (outcome.upserted.length > 0) {
    const list = writer.open(BsonType.array, nameBytes('upserted'));
    outcome.upserted.forEach(({ index, id }, i) => {
      const at = writer.open(BsonType.document, arrayName(i));
      writer.int('index', index);
      writer.value(nameBytes('_id'), id);
      writer.close(at);
    });
    writer.close(list);
  }
  writer.int('nModified', outcome.modified);
  writeErrors(reply, errors);
  return reply.ok();
};

export const remove: Command = async (call) => {
  const { args, engine, db } = call;
  args.only('delete', new Set(['deletes', 'ordered', 'let']));
  const name = collectionName(call);
  checkNamespace(db, name);
  const deletes = statementsOf(args, 'deletes', DELETE_FIELDS);
  let removed = 0;
  const variables = args.document('let');
  const bypass = args.flag('bypassDocumentValidation');
  const errors = await runEach(engine, deletes, isOrdered(args), (own) => {
    return new Deletion(engine, { db, name, args: own, let: variables, bypass }, () => removed++);
  });
  const reply = new Reply();
  reply.writer.int('n', removed);
  writeErrors(reply, errors);
  return reply.ok();
};
