import { CommandError } from '../errors.js';
import type { Call, Command, Engine } from '../engine.js';
import type { Connection } from '../server/connection.js';
import type { Request } from '../server/frames.js';
import type { Reply } from '../server/reply.js';
import * as admin from './admin.js';
import { aggregate } from './aggregate.js';
import { Arguments } from './arguments.js';
import * as ddl from './ddl.js';
import { explain } from './explain.js';
import { findAndModify } from './find-and-modify.js';
import * as read from './read.js';
import * as write from './write.js';

const commands = new Map<string, Command>([
  ['hello', admin.hello],
  ['ismaster', admin.hello],
  ['isMaster', admin.hello],
  ['ping', admin.ping],
  ['endSessions', admin.ping],
  ['refreshSessions', admin.ping],
  ['buildInfo', admin.buildInfo],
  ['buildinfo', admin.buildInfo],
  ['serverStatus', admin.serverStatus],
  ['connectionStatus', admin.connectionStatus],
  ['getParameter', admin.getParameter],
  ['commitTransaction', admin.transaction],
  ['abortTransaction', admin.transaction],
  ['find', read.find],
  ['getMore', read.getMore],
  ['killCursors', read.killCursors],
  ['count', read.count],
  ['distinct', read.distinct],
  ['aggregate', aggregate],
  ['insert', write.insert],
  ['update', write.update],
  ['delete', write.remove],
  ['findAndModify', findAndModify],
  ['findandmodify', findAndModify],
  ['explain', explain],
  ['create', ddl.create],
  ['collMod', ddl.collMod],
  ['drop', ddl.drop],
  ['dropDatabase', ddl.dropDatabase],
  ['listCollections', ddl.listCollections],
  ['listDatabases', ddl.listDatabases],
  ['listIndexes', ddl.listIndexes],
  ['createIndexes', ddl.createIndexes],
  ['dropIndexes', ddl.dropIndexes],
]);

export function dispatch(engine: Engine, request: Request, connection: Connection): Reply | Promise<Reply> {
  const args = new Arguments(request.command, request.sequences);
  const name = args.fields.keys().next().value ?? '';
  const command = commands.get(name);
  if (!command) throw new CommandError(59, `no such command: '${name}'`);
  if (args.fields.has('txnNumber')) return admin.transaction({} as Call);
  const db = args.string('$db') ?? request.database;
  if (!db) throw new CommandError(40571, 'OP_MSG requests require a $db argument');
  return command({ engine, name, db, args, request, connection });
}
