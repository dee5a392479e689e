import type { ClockFace } from '@deskbeat/contracts';
import { isOpen } from '../../ui/sla-time.js';

/** Targets for the head of a page: the open ones; when all are over, the last resolution. */
export function shownFaces(faces: readonly ClockFace[]): ClockFace[] {
  const open = faces.filter(isOpen);
  const last = faces.findLast(({ target }) => target === 'resolution');
  return open.length > 0 || !last ? open : [last];
}
