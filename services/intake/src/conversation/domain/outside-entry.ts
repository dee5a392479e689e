import {
  ticketConfirmed,
  ticketMessageReceived,
  ticketOpened,
  ticketRated,
  ticketRejected,
  ticketReplied,
  ticketStatusChanged,
  type TimelineEntry,
} from '@deskbeat/contracts';

/** What customers see of each kind of entry: these facts of it. What is not here is inside. */
const facts: Readonly<Record<string, readonly string[]>> = {
  [ticketOpened.subject]: ['attachments'],
  [ticketReplied.subject]: ['attachments'],
  [ticketMessageReceived.subject]: ['attachments', 'channel'],
  [ticketStatusChanged.subject]: ['from', 'to'],
  [ticketConfirmed.subject]: [],
  [ticketRejected.subject]: [],
  [ticketRated.subject]: ['rating'],
};

/** Whether the customer sees an entry at all. */
export const isOutside = ({ subject }: { subject: string }): boolean => Object.hasOwn(facts, subject);

/** The entry as its customer sees it, or nothing. */
export function outsideEntry({ quoted: _, ...entry }: TimelineEntry): TimelineEntry[] {
  const shown = Object.hasOwn(facts, entry.subject) ? facts[entry.subject] : undefined;
  if (!shown) return [];
  const data = Object.fromEntries(Object.entries(entry.data).filter(([key]) => shown.includes(key)));
  const { text, html, ...rest } = { ...entry, data };
  const isSaid = entry.subject !== ticketStatusChanged.subject || (entry.data as { to?: string }).to === 'resolved';
  return [{ ...rest, ...(isSaid && text !== undefined && { text }), ...(isSaid && html !== undefined && { html }) }];
}
