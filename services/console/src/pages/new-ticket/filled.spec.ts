import { describe, expect, it } from '@jest/globals';
import type { FieldDefinition } from '@deskbeat/contracts';
import { empty, isPlanned, missingIn, ticketOf, type Filled } from './filled.js';

const serial: FieldDefinition = { key: 'serial', label: 'Serial number', kind: 'text', requiredFrom: 'new' };
const onSite: FieldDefinition = { key: 'on-site', label: 'On site', kind: 'checkbox', requiredFrom: 'new' };
const note: FieldDefinition = { key: 'note', label: 'Note', kind: 'text', requiredFrom: 'resolved' };
const type = { fields: [serial, onSite, note] };
const filled = (more: Partial<Filled>): Filled => ({ ...empty, ...more });

describe('what a new ticket still needs', () => {
  it.each([
    ['all of it', {}, ['/customer', '/subject', '/fields/serial']],
    ['what its type asks for', { customer: 'Mira', subject: 'No light' }, ['/fields/serial']],
    ['nothing', { customer: 'Mira', subject: 'No light', fields: { serial: 'A-17' } }, []],
    ['no field where nobody fills in a form', { customerId: 'c', subject: 'No light', channel: 'email' }, []],
    ['a subject that is not blank', { customerId: 'c', subject: ' ', fields: { serial: 'A' } }, ['/subject']],
  ] as const)('%s', (_, given, missing) => {
    expect(missingIn(filled(given), type)).toEqual(missing);
  });
});

describe('what is sent of it', () => {
  const base = { customer: 'mira@contoso.example.test', subject: ' No light ' };

  it('is what was filled in, and no more', () => {
    expect(ticketOf(filled(base), undefined, [])).toEqual({
      subject: 'No light',
      channel: 'phone',
      customer: { email: 'mira@contoso.example.test' },
    });
  });

  it('has the fields of its type, and of no other', () => {
    const given = filled({ ...base, type: 'fault', fields: { serial: 'A-17', colour: 'red' }, affected: 3 });
    expect(ticketOf(given, type, ['f1'])).toMatchObject({
      type: 'fault',
      fields: { serial: 'A-17', 'on-site': false },
      affected: 3,
      attachments: ['f1'],
    });
  });

  it('has a day only where it is planned', () => {
    const given = filled({ ...base, plannedFor: '2030-01-31T14:05' });
    expect(ticketOf(given, type, []).plannedFor).toBeUndefined();
    const planned = { ...given, priority: 'planned' as const };
    expect(ticketOf(planned, type, []).plannedFor).toBe(new Date('2030-01-31T14:05').toISOString());
    expect(isPlanned(given, { ...type, defaultPriority: 'planned' })).toBe(true);
  });
});
