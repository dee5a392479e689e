import { describe, expect, it } from '@jest/globals';
import {
  customerCreated,
  customerUpdated,
  ticketMessageReceived,
  ticketNoticeRecorded,
  ticketOpened,
  ticketStatusChanged,
  ticketUpdated,
  validated,
  type EventContract,
} from '@deskbeat/contracts';
import { scrubbed } from './scrub.js';

const secrets = /Mira|contoso|4711|projector/i;
const actor = { kind: 'customer', id: 'c1', name: 'Mira' } as const;
const opened = {
  number: 'DB-1',
  subject: 'The projector of Mira',
  type: 'fault',
  priority: 'high',
  channel: 'email',
  customerId: 'c1',
  customerName: 'Mira',
  requesterId: 'mira',
  customerKind: 'person',
  timeZone: 'Contoso/Town',
  organisationIds: ['contoso'],
  tier: 'standard',
  tags: ['screen'],
  fields: { serial: '4711' },
  customerFields: { contract: '4711' },
  product: 'P1',
  reportedAt: '2030-01-07T08:00:00.000Z',
  attachments: [{ id: 'f1', name: 'Mira.pdf', type: 'application/pdf', size: 7 }],
};

describe('an entry without the person', () => {
  it.each<[EventContract, object]>([
    [ticketOpened, opened],
    [
      ticketUpdated,
      {
        changes: {
          subject: { from: 'Mira', to: 'projector' },
          'fields.serial': { from: null, to: '4711' },
          priority: { from: 'low', to: 'high' },
          customerName: { from: null, to: 'Mira' },
        },
      },
    ],
    [ticketStatusChanged, { from: 'new', to: 'closed', reason: 'Mira called' }],
    [
      ticketNoticeRecorded,
      { cause: 'replied', channel: 'email', recipient: 'mira@contoso.example.test', outcome: 'sent' },
    ],
    [ticketMessageReceived, { length: 4, number: 'DB-1', customerId: 'c1', channel: 'email' }],
    [customerCreated, { kind: 'person', name: 'Mira', tier: 'standard', timeZone: 'Europe/Berlin' }],
    [
      customerUpdated,
      {
        changes: {
          name: { from: 'Mira', to: 'Mira M' },
          tier: { from: 'a', to: 'b' },
          organisationIds: { from: null, to: ['contoso'] },
        },
        fields: ['name'],
      },
    ],
  ])('$subject is still what its contract says', ({ subject, payload }, data) => {
    const found = scrubbed({ subject, actor, data, text: 'Mira' }, 'Erased 7')!;
    expect(JSON.stringify(found)).not.toMatch(secrets);
    expect(() => validated(payload, structuredClone(found.data))).not.toThrow();
    expect(found.actor).toEqual({ kind: 'customer', id: 'c1' });
  });
});

it('what is counted stays', () => {
  const { data } = scrubbed({ subject: ticketOpened.subject, actor, data: opened }, 'Erased 7')!;
  const { number, type, priority, channel, customerId, tier, tags, product, reportedAt } = opened;
  expect(data).toMatchObject({ number, type, priority, channel, customerId, tier, tags, product, reportedAt });
});

it('an entry that tells nothing is left as it is, also the second time', () => {
  const by = { kind: 'person', id: 'ana', name: 'Ana' } as const;
  const entry = { subject: ticketStatusChanged.subject, actor: by, data: { from: 'new', to: 'closed', reason: 'x' } };
  const once = { ...entry, ...scrubbed(entry, 'Erased 7') };
  expect(scrubbed(once, 'Erased 7')).toBeUndefined();
});
