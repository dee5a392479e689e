import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';
import type { Seen } from './domain/file-type.js';

/** What the first piece of a file says about it. */
export async function sniffed(first: Buffer): Promise<Pick<Seen, 'sniffed' | 'isText'>> {
  // A file that breaks its parser is no file of that type.
  const found = await fileTypeFromBuffer(first).catch(() => undefined);
  return found ? { sniffed: found } : { isText: isText(first) };
}

/** The piece may end within a character. */
function isText(piece: Buffer): boolean {
  if (piece.includes(0)) return false;
  return [0, 1, 2, 3].some((cut) => isUtf8(piece.subarray(0, piece.length - cut)));
}
