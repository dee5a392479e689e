import { type Html, html } from '../html.js';
import type { MailSummary } from '../mail-summary.js';
import { page, when } from './layout.js';

export interface ListPage {
  mails: MailSummary[];
  total: number;
  q: string;
  newestId?: string;
  smtpPort: number;
  now: Date;
}

export function listPage({ mails, total, q, newestId, smtpPort, now }: ListPage): string {
  const count = q ? `${mails.length} of ${total}` : total === 1 ? '1 mail' : `${total} mails`;
  const header = html`<h1><a href="/">Mail</a> <small>${count}</small></h1>
    <form>
      <input type="search" name="q" value="${q}" placeholder="Sender, recipient, subject" aria-label="Search mails" />
    </form>
    ${total > 0 && html`<button id="clear" type="button">Delete all</button>`}`;
  const list =
    mails.length > 0
      ? html`<ul class="mails">
          ${mails.map((mail) => row(mail, now))}
        </ul>`
      : empty(q, smtpPort);
  return page('Mail · Deskbeat', header, html`<div class="card" data-newest="${newestId ?? ''}">${list}</div>`);
}

const row = ({ id, to, subject, receivedAt, from }: MailSummary, now: Date): Html =>
  html`<li>
    <a href="/mails/${id}" title="from ${from}">
      <span class="to">${to.join(', ') || '(nobody)'}</span>
      <strong>${subject || '(no subject)'}</strong>
      ${when(receivedAt, now)}
    </a>
  </li>`;

const empty = (q: string, smtpPort: number): Html =>
  q
    ? html`<div class="empty">
        <h2>Nothing found</h2>
        <p>No mail has “${q}” in its sender, recipient or subject. <a href="/">Show all</a></p>
      </div>`
    : html`<div class="empty">
        <h2>No mail yet</h2>
        <p>
          All mail that Deskbeat sends on this machine arrives here, and nothing leaves it. Resolve a ticket, or send a
          mail to 127.0.0.1 port ${smtpPort}.
        </p>
      </div>`;
