import { CommandError } from '../errors.js';
import { Call, type Command, type Engine } from '../engine.js';
import type { Connection } from '../server/connection.js';
import type { Request } from '../server/frames.js';
import type { Reply } from '../server/reply.js';
import { checkNamespace } from '../storage/catalog.js';
import * as admin from './admin.js';
import { aggregate } from './aggregate.js';
import { Arguments } from './arguments.js';
import * as ddl from './ddl.js';
import { explain } from './explain.js';
import * as read from './read.js';
import * as write from './write.js';

interface Entry {
  run: Command;
  /** The fields it understands; undefined: any. */
  fields?: ReadonlySet<string>;
  /** It is refused when the name of its collection is not a possible one. */
  named: boolean;
}

const open = (run: Command): Entry => ({ run, named: false });
const known = (run: Command, fields: string, named = false): Entry => ({
  run,
  fields: new Set(fields.split(' ')),
  named,
});

const findAndModify = known(
  write.findAndModify,
  'query update remove new upsert sort fields arrayFilters collation let hint',
  true,
);

const commands = new Map<string, Entry>(
  Object.entries({
    hello: open(admin.hello),
    ismaster: open(admin.hello),
    isMaster: open(admin.hello),
    ping: open(admin.ping),
    fsync: open(admin.fsync),
    endSessions: open(admin.ping),
    refreshSessions: open(admin.ping),
    buildInfo: open(admin.buildInfo),
    buildinfo: open(admin.buildInfo),
    serverStatus: open(admin.serverStatus),
    connectionStatus: open(admin.connectionStatus),
    getParameter: open(admin.getParameter),
    commitTransaction: open(admin.transaction),
    abortTransaction: open(admin.transaction),
    find: known(
      read.find,
      'filter sort projection hint skip limit batchSize singleBatch noCursorTimeout allowDiskUse ' +
        'allowPartialResults collation let returnKey showRecordId min max oplogReplay tailable awaitData',
      true,
    ),
    getMore: known(read.getMore, 'collection batchSize term lastKnownCommittedOpTime'),
    killCursors: open(read.killCursors),
    count: known(read.count, 'query limit skip hint collation fields'),
    distinct: known(read.distinct, 'key query collation hint'),
    aggregate: known(aggregate, 'pipeline cursor explain allowDiskUse collation hint let fromMongos needsMerge'),
    insert: known(write.insert, 'documents ordered', true),
    update: known(write.update, 'updates ordered let', true),
    delete: known(write.remove, 'deletes ordered let', true),
    findAndModify,
    findandmodify: findAndModify,
    explain: open(explain),
    create: known(ddl.create, `autoIndexId idIndex size max indexOptionDefaults capped validator ${ddl.REFUSED}`, true),
    collMod: known(ddl.collMod, 'validator'),
    drop: open(ddl.drop),
    dropDatabase: open(ddl.dropDatabase),
    listCollections: open(ddl.listCollections),
    listDatabases: open(ddl.listDatabases),
    listIndexes: open(ddl.listIndexes),
    createIndexes: known(ddl.createIndexes, 'indexes commitQuorum ignoreUnknownIndexOptions', true),
    dropIndexes: open(ddl.dropIndexes),
  }),
);

export function dispatch(engine: Engine, request: Request, connection: Connection): Reply | Promise<Reply> {
  const args = new Arguments(request.command, request.sequences);
  const name = args.fields.keys().next().value ?? '';
  const command = commands.get(name);
  if (!command) throw new CommandError(59, `no such command: '${name}'`);
  if (args.fields.has('txnNumber')) throw admin.noTransactions();
  const db = args.string('$db') ?? request.database;
  if (!db) throw new CommandError(40571, 'OP_MSG requests require a $db argument');
  if (command.fields) args.only(name, command.fields);
  const call = new Call(engine, name, db, args, connection);
  if (command.named) checkNamespace(db, call.target);
  return command.run(call);
}
