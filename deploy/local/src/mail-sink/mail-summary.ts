import { addressParser, decodeWords } from 'postal-mime';

export interface Envelope {
  from: string;
  to: string[];
}

/** What the list shows and the search looks at; read from the header alone, because most mails are never opened. */
export interface MailSummary {
  id: string;
  receivedAt: string;
  envelope: Envelope;
  from: string;
  to: string[];
  subject: string;
  messageId?: string;
  /** Bytes. */
  size: number;
}

export function summarize(id: string, receivedAt: Date, envelope: Envelope, source: Buffer): MailSummary {
  const headers = readHeaders(source);
  const [from] = addresses(headers.get('from'));
  return {
    id,
    receivedAt: receivedAt.toISOString(),
    envelope,
    from: from ?? envelope.from,
    to: headers.has('to') ? addresses(headers.get('to')) : envelope.to,
    subject: decodeWords(headers.get('subject') ?? ''),
    messageId: headers.get('message-id')?.replace(/^<|>$/g, ''),
    size: source.length,
  };
}

/** The first of each header, unfolded. */
function readHeaders(source: Buffer): Map<string, string> {
  const text = source.toString('utf8', 0, Math.min(source.length, 65_536));
  const head = text.split(/\r?\n\r?\n/, 1)[0]!.replace(/\r?\n[ \t]+/g, ' ');
  const headers = new Map<string, string>();
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}

function addresses(header = ''): string[] {
  return addressParser(header, { flatten: true }).map(({ name, address }) => {
    const shown = name && decodeWords(name);
    return shown && address ? `${shown} <${address}>` : (address ?? shown ?? '');
  });
}

export interface MailQuery {
  /** Part of a recipient. */
  to?: string;
  /** The exact Message-ID, with or without angle brackets. */
  messageId?: string;
  /** Part of sender, recipient or subject. */
  q?: string;
}

export function matches(mail: MailSummary, { to, messageId, q }: MailQuery): boolean {
  const has = (texts: string[], part: string) => texts.some((text) => text.toLowerCase().includes(part.toLowerCase()));
  if (messageId && mail.messageId !== messageId.replace(/^<|>$/g, '')) return false;
  if (to && !has([...mail.envelope.to, ...mail.to], to)) return false;
  return !q || has([mail.from, mail.subject, ...mail.to, ...mail.envelope.to], q);
}
