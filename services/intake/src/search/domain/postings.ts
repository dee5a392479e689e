/** Tickets with consecutive numbers share a block: what one document of postings is about. */
export const blockSize = 16_384;
export const blockOf = (ordinal: number): number => Math.floor(ordinal / blockSize);
export const placeIn = (ordinal: number): number => ordinal % blockSize;

/** Where in a ticket a term stands most often; it costs no byte of its own. */
const usualPlaces = 8;

/** Calls back for each posting, in the order of the offsets. */
export function eachPosting(bytes: Uint8Array, visit: (offset: number, mask: number) => void): void {
  let offset = -1;
  for (let at = 0; at < bytes.length;) {
    let value = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = bytes[at++]!;
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte >= 0x80);
    offset += (value >> 1) + 1;
    visit(offset, value & 1 ? bytes[at++]! : usualPlaces);
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

/** What becomes of postings: offset → places, or null where the term is gone. */
export type Changes = Map<number, number | null>;

export function changedPostings(
  bytes: Uint8Array | undefined,
  changes: Changes,
): { bytes: Uint8Array<ArrayBuffer>; count: number } {
  const postings = new Map<number, number>();
  if (bytes) eachPosting(bytes, (offset, mask) => postings.set(offset, mask));
  for (const [offset, mask] of changes) {
    if (mask === null) postings.delete(offset);
    else postings.set(offset, mask);
  }
  const sorted = [...postings].sort(([a], [b]) => a - b);
  return { bytes: encodePostings(sorted), count: sorted.length };
}
