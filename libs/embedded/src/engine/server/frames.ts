import { readInt32, Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { documentOf, type Fields } from '../bson/writer.js';
import { MalformedBson, validateDocument } from '../bson/validate.js';

export const MAX_MESSAGE = 48_000_000;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const KNOWN_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME | (1 << 16);

/** One request: the command document and, for OP_MSG, its document sequences. */
export interface Request {
  id: number;
  legacy: boolean;
  command: Value;
  sequences: Map<string, Value[]>;
  /** The client does not wait for an answer. */
  silent: boolean;
  /** Database named by an OP_QUERY; OP_MSG carries `$db`. */
  database: string | undefined;
}

/** Cuts the byte stream into messages. Keeps no more than one message in memory. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private size = 0;

  /** Complete messages that end in this chunk; throws `MalformedBson` when a length makes no sense. */
  push(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const messages: Buffer[] = [];
    while (this.size >= 4) {
      if (this.chunks[0]!.length < 4) this.join();
      const length = this.chunks[0]!.readInt32LE(0);
      if (length < 16 || length > MAX_MESSAGE) throw new MalformedBson(`message of ${length} bytes`);
      if (this.size < length) break;
      const all = this.join();
      messages.push(all.subarray(0, length));
      this.chunks = all.length > length ? [all.subarray(length)] : [];
      this.size -= length;
    }
    return messages;
  }

  private join(): Buffer {
    if (this.chunks.length > 1) this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0]!;
  }
}

export function parseRequest(message: Buffer): Request {
  const opcode = message.readInt32LE(12);
  const id = message.readInt32LE(4);
  if (opcode === OP_MSG) return parseMessage(message, id);
  if (opcode === OP_QUERY) return parseQuery(message, id);
  throw new MalformedBson(`opcode ${opcode}`);
}

function parseMessage(message: Buffer, id: number): Request {
  if (message.length < 26) throw new MalformedBson('message cut short');
  const flags = message.readUInt32LE(16);
  if ((flags & 0xffff & ~KNOWN_FLAGS) !== 0) throw new MalformedBson('unknown required flag');
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  const sequences = new Map<string, Value[]>();
  let command: Value | undefined;
  let at = 20;
  while (at < end) {
    const kind = message[at++];
    if (kind === 0 && !command) {
      const next = validateDocument(message, at, end);
      command = new Value(BsonType.object, message, at, next);
      at = next;
    } else if (kind === 1) at = readSequence(message, at, end, sequences);
    else throw new MalformedBson(`section of kind ${kind}`);
  }
  if (!command) throw new MalformedBson('message without a body');
  return { id, legacy: false, command, sequences, silent: (flags & MORE_TO_COME) !== 0, database: undefined };
}

function readSequence(message: Buffer, start: number, limit: number, out: Map<string, Value[]>): number {
  if (start + 5 > limit) throw new MalformedBson('sequence cut short');
  const end = start + readInt32(message, start);
  const nameEnd = message.indexOf(0, start + 4);
  if (end > limit || end < start + 5 || nameEnd < 0 || nameEnd >= end) throw new MalformedBson('wrong sequence length');
  const documents: Value[] = [];
  let at = nameEnd + 1;
  while (at < end) {
    const next = validateDocument(message, at, end);
    documents.push(new Value(BsonType.object, message, at, next));
    at = next;
  }
  out.set(message.toString('utf8', start + 4, nameEnd), documents);
  return end;
}

function parseQuery(message: Buffer, id: number): Request {
  const nameEnd = message.indexOf(0, 20);
  if (nameEnd < 0) throw new MalformedBson('namespace without end');
  const start = nameEnd + 9;
  const command = new Value(BsonType.object, message, start, validateDocument(message, start, message.length));
  const database = message.toString('utf8', 20, nameEnd).split('.')[0];
  return { id, legacy: true, command, sequences: new Map(), silent: false, database };
}

/** A command as a client sends it. */
export function messageOf(command: Fields): Buffer {
  const body = documentOf(command).bytes();
  const message = Buffer.concat([Buffer.alloc(21), body]);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(OP_MSG, 12);
  return message;
}
