import { nameBytes } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { collectionName, type Command } from '../engine.js';
import { Reply } from '../server/reply.js';
import { checkNamespace } from '../storage/catalog.js';
import { names } from './arguments.js';
import { runOne } from './statement-runner.js';
import { FindAndModify } from './statements.js';

const FIELDS = names('query update remove new upsert sort fields arrayFilters collation let hint');

export const findAndModify: Command = async (call) => {
  const { args, engine, db } = call;
  args.only(call.name, FIELDS);
  const name = collectionName(call);
  checkNamespace(db, name);
  const bypass = args.flag('bypassDocumentValidation');
  let statement: FindAndModify | undefined;
  await runOne(engine, () => (statement = new FindAndModify(engine, { db, name, args, let: undefined, bypass })));
  const { result } = statement!;
  const reply = new Reply();
  const { writer } = reply;
  const at = writer.open(BsonType.document, nameBytes('lastErrorObject'));
  writer.int('n', result.found || result.upserted ? 1 : 0);
  if (!args.flag('remove')) writer.bool('updatedExisting', result.updatedExisting);
  if (result.upserted) writer.value(nameBytes('upserted'), result.upserted);
  writer.close(at);
  if (result.value) writer.document(nameBytes('value'), result.value);
  else writer.null('value');
  return reply.ok();
};
