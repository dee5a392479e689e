/** Tickets with consecutive numbers share a block: what one document of postings is about. */
export const blockSize = 16_384;
export const blockOf = (ordinal: number): number => Math.floor(ordinal / blockSize);
export const placeIn = (ordinal: number): number => ordinal % blockSize;

/** Where in a ticket a term stands most often; it costs no byte of its own. */
const usualPlaces = 8;

/** The postings of one term in one block, read into room that is used again and again. */
export class PostingList {
  readonly offsets = new Uint16Array(blockSize);
  readonly masks = new Uint8Array(blockSize);
  count = 0;

  read(bytes: Uint8Array): this {
    const { offsets, masks } = this;
    let count = 0;
    let offset = -1;
    for (let at = 0; at < bytes.length; count++) {
      let byte = bytes[at++]!;
      let value = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++]!;
        value |= (byte & 0x7f) << shift;
      }
      offset += (value >> 1) + 1;
      offsets[count] = offset;
      masks[count] = value & 1 ? bytes[at++]! : usualPlaces;
    }
    this.count = count;
    return this;
  }

  /** offset in the block → places */
  toMap(): Map<number, number> {
    const map = new Map<number, number>();
    for (let index = 0; index < this.count; index++) map.set(this.offsets[index]!, this.masks[index]!);
    return map;
  }
}

/** @param postings offset in the block → places, in the order of the offsets */
export function encodePostings(postings: Iterable<readonly [number, number]>): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let before = -1;
  for (const [offset, mask] of postings) {
    const isUsual = mask === usualPlaces;
    let value = ((offset - before - 1) << 1) | (isUsual ? 0 : 1);
    before = offset;
    for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
    bytes.push(value);
    if (!isUsual) bytes.push(mask);
  }
  return Uint8Array.from(bytes);
}

const list = new PostingList();

/** What becomes of postings: offset → places, or null where the term is gone. */
export type Changes = Map<number, number | null>;

export function changedPostings(
  bytes: Uint8Array | undefined,
  changes: Changes,
): { bytes: Uint8Array<ArrayBuffer>; count: number } {
  const postings = bytes ? list.read(bytes).toMap() : new Map<number, number>();
  for (const [offset, mask] of changes) {
    if (mask === null) postings.delete(offset);
    else postings.set(offset, mask);
  }
  const sorted = [...postings].sort(([a], [b]) => a - b);
  return { bytes: encodePostings(sorted), count: sorted.length };
}
