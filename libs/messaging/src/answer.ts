import type { Serializer } from '@nestjs/microservices';

/** What an owner answered, as it came: who only passes it on need not read it. */
export class Answer<A = unknown> {
  /** @param version of what was answered, where it has one */
  constructor(
    readonly bytes: Buffer,
    readonly version?: number,
  ) {}

  read(): A {
    return (this.bytes.length === 0 ? undefined : JSON.parse(this.bytes.toString())) as A;
  }
}

interface Packet {
  id?: string;
  err?: unknown;
  response?: unknown;
  isDisposed?: boolean;
}

const versionIn = (response: unknown): number | undefined => {
  const { version } = (response ?? {}) as { version?: unknown };
  return typeof version === 'number' ? version : undefined;
};

/** Nest's packets with what is answered at their end, so that it can be cut out. */
export const answerPacket: Serializer<Packet, { data: string }> = {
  serialize: ({ id, response, ...rest }) => {
    const head = JSON.stringify({ id, ...rest, version: versionIn(response) });
    const body = JSON.stringify(response) as string | undefined;
    return { data: body === undefined ? head : `${head.slice(0, -1)},"response":${body}}` };
  },
};

const head = /^\{"id":"[\w-]{0,40}","isDisposed":true,(?:"version":(\d+),)?"response":/;
const mostOfHead = 120;

/**
 * A packet, or what was answered alone: programs without Nest may do so.
 * @throws what was answered instead, as it travelled
 */
export function answerIn(data: Uint8Array): Answer {
  if (data.length === 0) throw new Error('nobody answers');
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const [lead, version] = head.exec(bytes.toString('latin1', 0, mostOfHead)) ?? [];
  if (lead !== undefined) {
    return new Answer(bytes.subarray(lead.length, -1), version === undefined ? undefined : Number(version));
  }
  const packet = JSON.parse(bytes.toString()) as Packet | null;
  if (packet?.err) throw packet.err;
  const isBare = packet?.response === undefined && packet?.isDisposed === undefined;
  const response = isBare ? packet : packet.response;
  return new Answer(Buffer.from(JSON.stringify(response) ?? ''), versionIn(response));
}
