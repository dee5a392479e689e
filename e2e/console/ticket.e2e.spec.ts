import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { DraftList, TicketView, Timeline } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { team } from '../harness.js';
import { phone, type Visitor } from './browser.js';
import { inBrowser, patience } from './in-browser.js';

const [ana, ben] = team;

inBrowser('a ticket from its report to its solution, in a browser', (at) => {
  let ticket: TicketView;
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    const customer = { name: 'Mira', email: 'mira@contoso.example.test' };
    const more = { text: 'Since the update.', priority: 'high' as const, customer };
    ticket = await at.reportTo(ana!, 'VPN drops every ten minutes', more);
    visitor = await at.visitors.enter(ana!, `/tickets/${ticket.number}`);
    page = visitor.page;
  }, patience);

  const entries = async () => (await at.desk.api.get<Timeline>(`/tickets/${ticket.id}/timeline?limit=200`)).body.items;
  const drafts = async (as = 'person:ana') =>
    (await at.desk.api.get<DraftList>(`/tickets/${ticket.id}/drafts`, { as })).body.items;
  const editor = () => page.getByRole('textbox', { name: /Reply|Internal note/ });

  it(
    'shows what was said and who has it, and what happens elsewhere within moments',
    async () => {
      await page.getByText('Since the update.').waitFor();
      await page.getByRole('button', { name: 'Assignee: Ana' }).waitFor();
      await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
      await at.desk.api.post(`/tickets/${ticket.id}/messages`, { text: 'It happened again at noon.' });
      await page.getByText('It happened again at noon.').waitFor();
    },
    patience,
  );

  it(
    'a note that mentions somebody is written by keyboard',
    async () => {
      await page.locator('h2').first().waitFor();
      await page.keyboard.press('n');
      await editor().waitFor();
      await editor().click();
      await page.keyboard.type('Ask @Be');
      await page.getByRole('option', { name: /Ben/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.type('about the switch');
      await page.keyboard.press('Control+Enter');
      await page.getByText('The note is there').waitFor();
      const note = (await entries()).find(({ subject }) => subject === 'evt.ticket.noted.v1');
      expect(note).toMatchObject({
        text: expect.stringContaining('@Ben'),
        data: { mentions: [ben!.id] },
        actor: { id: 'ana' },
      });
    },
    patience,
  );

  it(
    'a draft is there again after the page was closed, and goes out as a reply',
    async () => {
      await page.getByRole('tab', { name: 'Reply' }).click();
      await editor().click();
      await page.keyboard.type('We changed the cable.');
      await page.getByText('Draft saved').waitFor();
      await eventually(async () => expect((await drafts())[0]?.html).toBe('<p>We changed the cable.</p>'));
      await page.reload();
      await page.getByText('We changed the cable.').waitFor();
      await editor().click();
      await page.keyboard.press('Control+Enter');
      await page.getByText('The reply is on its way').waitFor();
      const replies = (await entries()).filter(({ subject }) => subject === 'evt.ticket.replied.v1');
      expect(replies.map(({ text }) => text)).toEqual(['We changed the cable.']);
    },
    patience,
  );

  it(
    'a draft that is shared is read by a colleague, who goes on with it',
    async () => {
      await editor().click();
      await page.keyboard.type('Please restart the router');
      await page.getByRole('button', { name: 'Let colleagues read the draft' }).click();
      await page.getByText('Colleagues can read it').waitFor();
      const other = await at.visitors.enter(ben!, `/tickets/${ticket.number}`);
      const shared = other.page.getByRole('region', { name: 'Ana shares a draft of a reply' });
      await shared.getByRole('button', { name: 'Read it' }).click();
      await shared.getByText('Please restart the router').waitFor();
      await shared.getByRole('button', { name: 'Put it into mine' }).click();
      await other.page.getByText('Draft saved').waitFor();
      const kept = await drafts('person:ben');
      expect(kept.map(({ personId, html, shared: isShared }) => [personId, html, isShared]).sort()).toEqual([
        ['ana', '<p>Please restart the router</p>', true],
        ['ben', '<p>Please restart the router</p>', false],
      ]);
      await page.getByRole('button', { name: 'Discard the draft' }).click();
      await eventually(async () =>
        expect((await drafts('person:ben')).map(({ personId }) => personId)).toEqual(['ben']),
      );
      expect(other.complaints).toEqual([]);
    },
    patience,
  );

  it(
    'what a move needs is asked for where it is made',
    async () => {
      await page.getByRole('button', { name: 'In progress' }).click();
      await page.getByRole('menuitem', { name: /Resolved/ }).click();
      await page.getByRole('textbox', { name: 'Solution' }).fill('A new cable');
      await page.getByRole('button', { name: 'Move to Resolved' }).click();
      await page.getByText('Moved to Resolved').waitFor();
      expect(await at.read(ticket.id)).toMatchObject({ status: 'resolved', resolution: 'A new cable' });
      expect(visitor.complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a change that somebody else was faster with is shown as a conflict, not swallowed',
    async () => {
      let faster = false;
      await page.route(`**/api/v1/tickets/${ticket.id}`, async (route) => {
        if (route.request().method() === 'PATCH' && !faster) {
          faster = true;
          const { version } = await at.read(ticket.id);
          await at.desk.api.patch(`/tickets/${ticket.id}`, { priority: 'low' }, { as: 'person:ben', ifMatch: version });
        }
        await route.continue();
      });
      await page.getByRole('button', { name: 'High' }).click();
      await page.getByRole('menuitem', { name: 'Urgent' }).click();
      await page.getByText(/changed this ticket meanwhile/).waitFor();
      await page.getByRole('button', { name: 'Low' }).waitFor();
    },
    patience,
  );

  it(
    'on a phone it is one column with the context as a sheet',
    async () => {
      const small = await at.visitors.enter(ana!, `/tickets/${ticket.number}`, phone);
      await small.page.getByText('Since the update.').waitFor();
      expect(await small.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await small.page.getByRole('button', { name: 'About the ticket' }).click();
      await small.page.getByRole('dialog').getByText('mira@contoso.example.test').waitFor();
    },
    patience,
  );
});
