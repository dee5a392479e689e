import { makeDouble } from '../bson/number.js';
import { nameBytes, type Value } from '../bson/raw.js';
import { arrayName, BsonWriter, type Fields } from '../bson/writer.js';
import { type CommandError } from '../errors.js';
import type { Request } from './frames.js';

const OP_REPLY = 1;
const OP_MSG = 2013;
const MSG_HEAD = 21;
const REPLY_HEAD = 36;
const MAX_BATCH_BYTES = 16 * 2 ** 20;
const SMALL = 512;
const LARGE = 65_536;
const LARGEST_SPARE = 16 * LARGE;
const MOST_SPARE = 16;
const spare: Buffer[] = [];
const OK = { name: nameBytes('ok'), value: makeDouble(1) };

/** An answer under construction, with room in front for the message header. */
export class Reply {
  readonly writer: BsonWriter;
  private readonly at: number;

  constructor(private readonly large = false) {
    const buffer = large ? (spare.pop() ?? Buffer.allocUnsafeSlow(LARGE)) : Buffer.allocUnsafe(SMALL);
    this.writer = new BsonWriter(buffer, REPLY_HEAD);
    this.at = this.writer.begin();
  }

  /** To be called when it was sent: the next large answer takes the same memory, which spares the collector much work. */
  get release(): (() => void) | undefined {
    if (!this.large) return undefined;
    const { buf } = this.writer;
    return () => void (spare.length < MOST_SPARE && buf.length <= LARGEST_SPARE && spare.push(buf));
  }

  static of(fields: Fields): Reply {
    const reply = new Reply();
    reply.writer.fields(fields);
    return reply.ok();
  }

  static failure({ message, code, codeName, details }: CommandError): Reply {
    const reply = new Reply();
    reply.writer.fields({ ok: 0, errmsg: message, code, codeName, ...details });
    reply.writer.close(reply.at);
    return reply;
  }

  ok(): this {
    this.writer.value(OK.name, OK.value);
    this.writer.close(this.at);
    return this;
  }

  /** The whole message, header included. */
  message(request: Request): Buffer {
    const head = request.legacy ? REPLY_HEAD : MSG_HEAD;
    const out = this.writer.finish().subarray(REPLY_HEAD - head);
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

/** Takes documents into the list of an answer, up to a number and about 16 MB. */
export class Batch {
  size = 0;

  constructor(
    private readonly writer: BsonWriter,
    private limit: number,
  ) {}

  get room(): number {
    return this.limit - this.size;
  }

  add(document: Value): boolean {
    const tooMuch = this.size > 0 && this.writer.length + document.end - document.start > MAX_BATCH_BYTES;
    if (tooMuch) this.limit = this.size;
    else this.writer.value(arrayName(this.size++), document);
    return !tooMuch;
  }
}
