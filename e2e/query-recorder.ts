import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';

/** One read or write with a filter, as a service sent it. */
export interface Query {
  database: string;
  command: Document;
}

export interface QueryRecorder {
  /** Where the services reach the database through it. */
  uri: string;
  /** One of each kind: the same names, operators, order and hint. */
  queries(): Query[];
  /** Names of all other commands that were sent. */
  others(): string[];
  close(): Promise<void>;
}

const reading = new Set(['find', 'count', 'distinct', 'aggregate', 'findAndModify']);
/** Commands with a list of statements, each a query of its own. */
const writing = new Map([
  ['update', 'updates'],
  ['delete', 'deletes'],
]);

/** Stands between services and a database, lets everything through and notes what is asked. */
export async function recordQueries(databaseUri: string): Promise<QueryRecorder> {
  const { port } = new URL(databaseUri);
  const queries = new Map<string, Query>();
  const others = new Set<string>();
  const sockets = new Set<Socket>();

  const note = (sent: Document): void => {
    const [name = ''] = Object.keys(sent);
    const { $db: database, lsid: _, ...command } = sent;
    const list = writing.get(name);
    if (list) {
      for (const statement of command[list] as Document[]) add({ [name]: command[name], [list]: [statement] });
    } else if (reading.has(name)) add(command);
    else others.add(name);

    function add(query: Document): void {
      queries.set(`${database}.${query[name]} ${name} ${shapeOf(query)}`, { database, command: query });
    }
  };
  const server = createServer((client) => {
    const upstream = connect(Number(port), '127.0.0.1');
    const messages = cutMessages((message) => commandsIn(message).forEach(note));
    client.on('data', messages);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    queries: () => [...queries.values()],
    others: () => [...others].sort(),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function cutMessages(each: (message: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      each(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}

const OP_MSG = 2013;

/** The command of an OP_MSG with its document sequences; the greeting of a driver may come as another operation. */
function commandsIn(message: Buffer): Document[] {
  if (message.readInt32LE(12) !== OP_MSG) return [];
  let command: Document = {};
  const sequences: Document = {};
  let at = 20;
  while (at < message.length) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (kind === 0) command = BSON.deserialize(message.subarray(at, at + size));
    else {
      const nameEnd = message.indexOf(0, at + 4);
      sequences[message.toString('utf8', at + 4, nameEnd)] = documentsIn(message.subarray(nameEnd + 1, at + size));
    }
    at += size;
  }
  return [{ ...command, ...sequences }];
}

function documentsIn(bytes: Buffer): Document[] {
  const documents: Document[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readInt32LE(at)) {
    documents.push(BSON.deserialize(bytes.subarray(at, at + bytes.readInt32LE(at))));
  }
  return documents;
}

/** What a query is without its values: `{"q":{"_id":0,"version":{"$lt":0}}}`. */
function shapeOf(query: Document): string {
  const { filter, query: wanted, pipeline, updates, deletes, sort, hint } = query;
  const statements = ((updates ?? deletes ?? []) as Document[]).map(({ q }) => q as Document);
  return JSON.stringify({ filter: emptied(filter ?? wanted ?? pipeline ?? statements), sort, hint });
}

function emptied(value: unknown): unknown {
  if (Array.isArray(value)) {
    const [first] = value as unknown[];
    return typeof first === 'object' && first !== null ? value.map(emptied) : [];
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return 0;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, emptied(inner)]));
}
