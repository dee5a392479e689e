import { type Html, html } from '../html.js';
import type { MailContent } from '../mail-content.js';
import { bytes, page, when } from './layout.js';

export const VIEWS = ['html', 'text', 'source'] as const;
export type View = (typeof VIEWS)[number];
const LABEL: Record<View, string> = { html: 'HTML', text: 'Text', source: 'Source' };

export function mailPage(mail: MailContent, wanted: string | undefined, source: string, now: Date): string {
  const views = VIEWS.filter((view) => view === 'source' || mail[view] !== undefined);
  const view = views.find((name) => name === wanted) ?? views[0]!;
  const tabs = views.map(
    (name) =>
      html`<a href="/mails/${mail.id}?view=${name}" ${name === view && html`aria-current="page"`}>${LABEL[name]}</a>`,
  );
  const header = html`<h1><a href="/">← All mail</a></h1>`;
  const main = html`<article class="card">
    <div class="head">
      <h2>${mail.subject || '(no subject)'}</h2>
      <dl>
        <dt>From</dt>
        <dd>${mail.from}</dd>
        <dt>To</dt>
        <dd>${mail.to.join(', ')}</dd>
        ${
          differs(mail) &&
          html`<dt>Delivered to</dt>
            <dd>${mail.envelope.to.join(', ')}</dd>`
        }
        <dt>Received</dt>
        <dd>${when(mail.receivedAt, now)}, ${bytes(mail.size)}</dd>
        ${
          mail.attachments.length > 0 &&
          html`<dt>Attached</dt>
            <dd>${attachments(mail)}</dd>`
        }
      </dl>
    </div>
    <nav aria-label="Views">${tabs}</nav>
    ${body(mail, view, source)}
  </article>`;
  return page(`${mail.subject || 'Mail'} · Deskbeat`, header, main);
}

function body(mail: MailContent, view: View, source: string): Html {
  switch (view) {
    case 'html':
      return html`<iframe
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        src="/mails/${mail.id}/html"
        title="The mail as HTML"
      ></iframe>`;
    case 'text':
      return html`<pre>${mail.text}</pre>`;
    case 'source':
      return html`<pre>${source}</pre>`;
  }
}

/** Copies to people who do not stand in the header. */
const differs = ({ envelope, to }: MailContent): boolean =>
  envelope.to.some((address) => !to.some((shown) => shown.toLowerCase().includes(address.toLowerCase())));

const attachments = ({ id, attachments }: MailContent): Html[] =>
  attachments.map(
    ({ name, size }, index) =>
      html`${index > 0 && ', '}<a href="/mails/${id}/attachments/${index}" download>${name}</a> (${bytes(size)})`,
  );
