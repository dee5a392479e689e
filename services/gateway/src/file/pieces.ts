import type { Readable } from 'node:stream';

/** Cuts a stream into pieces of one size, the last as it comes; the stream waits while a piece is at work. */
export async function* piecesOf(stream: Readable, size: number): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let length = 0;
  // A request that is refused while it comes still gets its answer: its stream stays as it is.
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    gathered.push(chunk);
    length += chunk.length;
    while (length >= size) {
      const all = Buffer.concat(gathered, length);
      yield all.subarray(0, size);
      gathered = [all.subarray(size)];
      length -= size;
    }
  }
  if (length > 0) yield Buffer.concat(gathered, length);
}
