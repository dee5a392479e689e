import { nameBytes, Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { arrayName, BsonWriter } from '../bson/writer.js';
import { type CommandError } from '../errors.js';
import type { Request } from './frames.js';

const OP_REPLY = 1;
const OP_MSG = 2013;
const MSG_HEAD = 21;
const REPLY_HEAD = 36;
const HEADROOM = REPLY_HEAD;

/** An answer under construction, with room in front for the message header. */
export class Reply {
  readonly writer: BsonWriter;
  private readonly at: number;

  constructor(size = 256) {
    this.writer = new BsonWriter(size + HEADROOM, HEADROOM);
    this.at = this.writer.begin();
  }

  ok(): this {
    this.writer.double('ok', 1);
    this.writer.close(this.at);
    return this;
  }

  fail(error: CommandError): this {
    this.writer.double('ok', 0);
    this.writer.string('errmsg', error.message);
    this.writer.int('code', error.code);
    this.writer.string('codeName', error.codeName);
    writeDetails(this.writer, error.details);
    this.writer.close(this.at);
    return this;
  }

  /** The whole message, header included. */
  message(request: Request): Buffer {
    const whole = this.writer.finish();
    const head = request.legacy ? REPLY_HEAD : MSG_HEAD;
    const out = whole.subarray(HEADROOM - head);
    out.writeInt32LE(out.length, 0);
    out.writeInt32LE(nextId(), 4);
    out.writeInt32LE(request.id, 8);
    out.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
    out.fill(0, 16, head);
    if (request.legacy) out.writeInt32LE(1, 32);
    return out;
  }
}

let lastId = 0;
const nextId = () => (lastId = (lastId + 1) & 0x7fffffff);

/** Details of an error: ordinary values, or stored ones kept as they are. */
export function writeDetails(writer: BsonWriter, details: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(details)) {
    if (value instanceof Value) writer.value(nameBytes(name), value);
    else writer.fields({ [name]: value });
  }
}

/** `{ cursor: { firstBatch | nextBatch, id, ns } }` around documents that are taken over byte by byte. */
export function cursorReply(
  documents: Buffer[],
  batch: 'firstBatch' | 'nextBatch',
  id: bigint,
  namespace: string,
): Reply {
  let size = 160 + namespace.length;
  for (const document of documents) size += document.length + 8;
  const reply = new Reply(size);
  const { writer } = reply;
  const cursor = writer.open(BsonType.document, CURSOR);
  const list = writer.open(BsonType.array, nameBytes(batch));
  documents.forEach((document, i) => writer.document(arrayName(i), document));
  writer.close(list);
  writer.long('id', id);
  writer.string('ns', namespace);
  writer.close(cursor);
  return reply.ok();
}

const CURSOR = nameBytes('cursor');

export function objectReply(fields: Record<string, unknown>): Reply {
  const reply = new Reply();
  reply.writer.fields(fields);
  return reply.ok();
}
