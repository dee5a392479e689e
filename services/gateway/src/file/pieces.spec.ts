import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { piecesOf } from './pieces.js';

it('however a stream comes, its pieces are of one size but for the last, and together what came', async () => {
  const stream = fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(stream, fc.integer({ min: 1, max: 16 }), async (chunks, size) => {
      const pieces: Buffer[] = [];
      for await (const piece of piecesOf(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), size))
        pieces.push(piece);
      expect(Buffer.concat(pieces)).toEqual(Buffer.concat(chunks));
      expect(pieces.slice(0, -1).every(({ length }) => length === size)).toBe(true);
      expect(pieces.every(({ length }) => length > 0 && length <= size)).toBe(true);
    }),
  );
});
