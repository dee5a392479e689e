import { beforeAll, expect, it } from '@jest/globals';
import type { MacroView, Relations, TicketTypeView, TicketView, Timeline } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { team } from '../harness.js';
import { inBrowser, patience } from './in-browser.js';

const [ana, ben] = team;

inBrowser('what is made of a ticket, in a browser', (at) => {
  let ticket: TicketView;
  beforeAll(async () => {
    const body = {
      key: 'repair',
      name: 'Repair',
      fields: [
        { key: 'serial', label: 'Serial number', kind: 'text' },
        { key: 'site', label: 'Site', kind: 'choice', options: [{ key: 'berlin', label: 'Berlin' }] },
      ],
    };
    await at.desk.api.post<TicketTypeView>('/ticket-types', body);
    ticket = await at.reportTo(ana!, 'The pump leaks', {
      text: 'The pump leaks. And my invoice is wrong.',
      type: 'repair',
    });
  }, patience);

  const open = (number: string, who = ana!) => at.visitors.enter(who, `/tickets/${number}`);
  const relations = async (id: string) =>
    (await at.desk.api.get<Relations>(`/tickets/${id}/relations`)).body.items.map(({ relation }) => relation);

  it(
    'its own fields are edited where they stand, and one step back is one press',
    async () => {
      const { page, complaints } = await open(ticket.number);
      await page.getByRole('textbox', { name: 'Serial number' }).fill('A-17');
      await page.keyboard.press('Enter');
      await page.getByText('Serial number: changed').waitFor();
      await page.getByRole('combobox', { name: 'Site' }).click();
      await page.getByRole('option', { name: 'Berlin' }).click();
      const said = page.getByText('Site: changed').locator('..');
      // It stays as long as the pointer is there.
      await said.hover();
      expect((await at.read(ticket.id)).fields).toEqual({ serial: 'A-17', site: 'berlin' });
      await said.getByRole('button', { name: 'Undo' }).click();
      await eventually(async () => expect((await at.read(ticket.id)).fields).toEqual({ serial: 'A-17' }));
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a message becomes a ticket of its own, another team gets a sub-ticket, and a link is taken back',
    async () => {
      const { page, complaints } = await open(ticket.number);
      await page.getByRole('button', { name: 'Sub-tickets, merge and links' }).click();
      await page.getByRole('menuitem', { name: 'Open a sub-ticket…' }).click();
      await page.getByRole('dialog').getByLabel('Subject').fill('Send a new seal');
      await page.keyboard.press('Enter');
      const related = page.getByRole('region', { name: 'Related tickets' });
      await related.getByRole('link', { name: /Send a new seal/ }).waitFor();
      await page.getByRole('button', { name: /Take the link to DB-\d+ back/ }).click();
      await eventually(async () => expect(await relations(ticket.id)).toEqual([]));
      await page.getByRole('button', { name: 'Make a ticket of its own of it' }).click();
      await page.getByRole('dialog').getByLabel('Subject').fill('A wrong invoice');
      await page.getByRole('button', { name: 'Open it' }).click();
      await page.getByRole('heading', { name: 'A wrong invoice' }).waitFor();
      await eventually(async () => expect(await relations(ticket.id)).toEqual(['split']));
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a macro says what it would do, and does it',
    async () => {
      const actions = {
        priority: 'high',
        addTags: ['seal'],
        note: { text: 'The seal of {{ ticket.number }} is ordered.' },
      };
      await at.desk.api.post<MacroView>('/macros', { title: 'Order a seal', actions });
      const { page, complaints } = await open(ticket.number);
      await page.getByRole('heading', { name: 'The pump leaks' }).waitFor();
      await page.keyboard.press('a');
      await page.getByRole('button', { name: 'Order a seal' }).click();
      await page.getByText(`The seal of ${ticket.number} is ordered.`).waitFor();
      expect((await at.read(ticket.id)).tags).toEqual([]);
      await page.getByRole('button', { name: 'Do it' }).click();
      await page.getByText('“Order a seal” is done').waitFor();
      expect(await at.read(ticket.id)).toMatchObject({ priority: 'high', tags: ['seal'] });
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'who wrote a note corrects it; who writes as well as somebody else is told',
    async () => {
      await at.desk.api.post(`/tickets/${ticket.id}/notes`, { text: 'Call them at nine.' }, { as: 'person:ana' });
      const { page } = await open(ticket.number);
      const others = await open(ticket.number, ben!);
      await others.page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
      const note = page.locator('[data-kind=note]').filter({ hasText: 'Call them at nine.' });
      await note.getByRole('button', { name: /Correct the note/ }).click();
      await page.getByRole('textbox', { name: 'Correction of the note' }).fill('Call them at ten.');
      await page.getByRole('button', { name: 'Correct it' }).click();
      await others.page.getByText('Call them at ten.').waitFor();
      expect(await others.page.getByRole('button', { name: /Correct the note/ }).count()).toBe(0);
      const { items } = (await at.desk.api.get<Timeline>(`/tickets/${ticket.id}/timeline?limit=200`)).body;
      expect(items.map(({ subject }) => subject)).toContain('evt.ticket.note-edited.v1');
      await others.page.getByRole('textbox', { name: 'Reply' }).click();
      await others.page.keyboard.type('We are on it.');
      await page.getByRole('textbox', { name: 'Reply' }).click();
      await page.keyboard.type('We are coming.');
      await page.getByText('Ben is replying as well').waitFor();
      await others.page.keyboard.press('Control+Enter');
      await page.getByText('Ben answered while you were writing').waitFor();
      await page.getByRole('button', { name: 'Discard the draft' }).click();
      await page.getByText('The draft is discarded').waitFor();
    },
    patience,
  );

  it(
    'a printed ticket has what was said and no buttons',
    async () => {
      const { page } = await open(ticket.number);
      await page.getByText('And my invoice is wrong.').waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('textbox', { name: 'Reply' }).isVisible()).toBe(false);
      expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
      expect(await page.getByText('And my invoice is wrong.').isVisible()).toBe(true);
      expect(await page.locator('dl').filter({ hasText: 'In progress' }).first().isVisible()).toBe(true);
    },
    patience,
  );

  it(
    'it is merged into another one, and goes on there',
    async () => {
      const twin = await at.reportTo(ana!, 'Water below the pump');
      const { page, complaints } = await open(twin.number);
      await page.getByRole('button', { name: 'Sub-tickets, merge and links' }).click();
      await page.getByRole('menuitem', { name: 'Merge into another ticket…' }).click();
      await page.getByRole('dialog').getByRole('combobox').fill(ticket.number);
      await page.getByRole('option', { name: /The pump leaks/ }).click();
      await page.getByRole('button', { name: 'Merge for good' }).click();
      await page.getByRole('heading', { name: 'The pump leaks' }).waitFor();
      await eventually(async () => expect((await at.read(twin.id)).mergedInto).toBe(ticket.id));
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
