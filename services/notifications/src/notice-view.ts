import type { NoticeView } from '@deskbeat/contracts';
import type { NoticeDocument } from './notice.schema.js';

export function viewOf(notice: NoticeDocument): NoticeView {
  const { _id, ticketId, cause, channel, recipient, title, body, state, attempts, summary } = notice;
  const { lastError, heldUntil, createdAt, sentAt } = notice;
  return {
    id: _id,
    ...(ticketId !== undefined && { ticketId }),
    cause,
    channel,
    recipient,
    title,
    ...(body !== undefined && { body }),
    state,
    attempts,
    ...(heldUntil && { heldUntil: heldUntil.toISOString() }),
    ...(summary !== undefined && { summary }),
    ...(lastError !== undefined && { lastError }),
    read: !notice.unread,
    createdAt: createdAt.toISOString(),
    ...(sentAt && { sentAt: sentAt.toISOString() }),
  };
}
