import { describe, expect, it } from '@jest/globals';
import { ticketMessageReceived, ticketNoted, ticketReplied } from '@deskbeat/contracts';
import { aTicket, decided, later, noon } from '../../../test/builders.js';
import { editNote, type Edit } from './edit-note.js';

const minute = 60_000;
const actor = { kind: 'person', id: 'ana' } as const;
const anEdit = (wanted: Partial<Edit['entry']> = {}, more: Partial<Edit> = {}): Edit => ({
  entry: { version: 2, subject: ticketNoted.subject, at: noon, actor, ...wanted },
  mentioned: [],
  message: { text: 'better' },
  actor,
  ...more,
});
const ticket = aTicket({ version: 4, changedIn: 1 });

describe('a correction', () => {
  it('is a new entry; the old one stays and is shown with the newest text', () => {
    const revision = editNote(ticket, anEdit(), later(15 * minute), 15 * minute);
    expect(revision.facts).toMatchObject([{ data: { entry: 2, length: 6 }, text: 'better' }]);
    expect(revision.next).toMatchObject({ corrections: [{ entry: 2, by: 5 }], changedIn: 1 });
    const again = editNote(decided(ticket, revision), anEdit(), noon, minute);
    expect(again.next.corrections).toEqual([{ entry: 2, by: 6 }]);
  });

  it('tells those who were not mentioned before', () => {
    const message = { text: 'b', mentions: ['ben', 'eva'] };
    const { facts } = editNote(ticket, anEdit({}, { mentioned: ['ben'], message }), noon, minute);
    expect(facts[1]!.data).toMatchObject({ entry: 5, personIds: ['eva'] });
  });

  it.each<[string, Partial<Edit['entry']>]>([
    ['of a message that the customer has', { subject: ticketReplied.subject }],
    ['of the customer’s message', { subject: ticketMessageReceived.subject }],
    ['of somebody else’s note', { actor: { kind: 'person', id: 'ben' } }],
    ['of a note by a system of the same name', { actor: { kind: 'system', id: 'ana' } }],
    ['after its time', { at: later(-minute - 1) }],
  ])('%s is refused', (_, entry) => {
    expect(() => editNote(ticket, anEdit(entry), noon, minute)).toThrow(
      expect.objectContaining({ code: 'not-editable' }),
    );
  });
});
