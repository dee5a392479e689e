import { Problem } from '@deskbeat/contracts';

/** First and last byte, both included. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * The one range of a `Range` header (RFC 9110 §14.2); undefined where the whole file is to be sent: without the header,
 * and for what is no single range of bytes.
 * @throws Problem `range-not-satisfiable`
 */
export function rangeIn(header: string | undefined, size: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const range =
    from === ''
      ? { first: Math.max(size - Number(to), 0), last: size - 1 }
      : { first: Number(from), last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  if (range.first <= range.last) return range;
  throw new Problem('range-not-satisfiable', { context: { size } });
}
