import PostalMime from 'postal-mime';
import type { StoredMail } from './mail-log.js';
import type { MailSummary } from './mail-summary.js';

export interface MailContent extends MailSummary {
  html?: string;
  text?: string;
  headers: { name: string; value: string }[];
  attachments: { name: string; type: string; size: number }[];
}

/** The parts of a mail, and the bytes of its attachments in the same order. */
export async function parseMail({
  source,
  ...summary
}: StoredMail): Promise<{ content: MailContent; files: Uint8Array[] }> {
  const mail = await PostalMime.parse(source, { attachmentEncoding: 'arraybuffer' });
  const files = mail.attachments.map(({ content }) =>
    typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
  );
  const attachments = mail.attachments.map(({ filename, mimeType }, index) => ({
    name: filename ?? `part-${index + 1}`,
    type: mimeType,
    size: files[index]!.length,
  }));
  const headers = mail.headers.map(({ originalKey, key, value }) => ({ name: originalKey ?? key, value }));
  return { content: { ...summary, html: mail.html, text: mail.text, headers, attachments }, files };
}
