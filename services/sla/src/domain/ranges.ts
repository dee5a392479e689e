/** Clocks are shared out to replicas by ranges of the hash of their ticket's id. */
export const rangeCount = 8;

/** FNV-1a. */
export function rangeOf(ticketId: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < ticketId.length; at++) hash = Math.imul(hash ^ ticketId.charCodeAt(at), 0x01000193) >>> 0;
  // The low bits of ids that differ in their last character only are not spread.
  return ((hash ^ (hash >>> 16)) >>> 0) % rangeCount;
}
