import { expect, it } from '@jest/globals';
import { ticketReplied } from '@deskbeat/contracts';
import { ticketPage } from './pages.js';

it('a ticket shows the files of a message as links, and nothing of their names is markup', () => {
  const card = { id: 't1', number: 'DB-1', subject: 'No light', status: 'resolved' } as const;
  const attachments = [{ id: 'f1', name: '<b>.pdf', type: 'application/pdf', size: 1 }];
  const entry = {
    version: 3,
    subject: ticketReplied.subject,
    at: '2026-01-05T08:00:00.000Z',
    actor: { kind: 'person', id: 'ana' },
    data: { length: 5, attachments },
    text: 'Hello',
  } as const;
  const html = ticketPage({ language: 'en' }, card as never, [entry as never]);
  expect(html).toContain('<a href="/api/v1/files/f1">&lt;b&gt;.pdf</a>');
});
