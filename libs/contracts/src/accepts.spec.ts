import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  accepts,
  AssignTicket,
  ClockStarted,
  IntakeEvent,
  ListTickets,
  MarkRead,
  OpenTicket,
  TicketOpened,
  UpdateTicket,
  type PayloadClass,
} from './index.js';

const face = { target: 'resolution', cycle: 1, state: 'running', dueAt: '2026-01-05T09:00:00.000Z' };
const samples: [PayloadClass, object][] = [
  [
    OpenTicket,
    {
      subject: 'VPN drops',
      text: 'Every ten minutes.\n',
      channel: 'api',
      customer: { email: 'a@b.example' },
      tags: ['vpn'],
      affected: 3,
      intakeKey: { source: 'crm', key: '1' },
    },
  ],
  [
    TicketOpened,
    {
      number: 'DB-1',
      subject: 's',
      type: 'fault',
      priority: 'high',
      channel: 'api',
      customerId: 'c',
      tier: 'vip',
      tags: [],
      reportedAt: '2026-01-05T09:00:00.000Z',
    },
  ],
  [ClockStarted, { ticketId: 't', policyId: 'p', clocks: [face, { ...face, target: 'first-response' }] }],
  [UpdateTicket, { ticketId: 't', seenVersion: 2, priority: 'low' }],
  [AssignTicket, { ticketId: 't', personId: 'ana', reason: 'knows the customer' }],
  [MarkRead, { personId: 'ana', ids: ['a', 'b'] }],
  [ListTickets, { status: 'open', limit: 50, order: 'due' }],
  [
    IntakeEvent,
    {
      specversion: '1.0',
      id: '1',
      source: '/crm',
      type: 'io.deskbeat.issue.reported.v1',
      data: { subject: 's', customer: {} },
    },
  ],
];
const naughty = [
  undefined,
  '',
  ' ',
  'x',
  'a'.repeat(300),
  'a\u0000b',
  'two\nlines',
  '\ud800',
  -1,
  0,
  1.5,
  1e20,
  true,
  {},
  { $ne: 1 },
  [],
  [{}],
  ['x'],
  [null],
  '2026-01-05T09:00:00Z',
  'high',
  'api',
];

const full = (payload: PayloadClass, value: object): boolean =>
  validateSync(plainToInstance(payload, value, { exposeUnsetFields: false }), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
  }).length === 0;

describe('accepts', () => {
  it.each(samples)('takes a sound %p', (payload, value) => expect(accepts(payload, value)).toBe(true));

  it.each(samples)('says the same of %p as the full validation, whatever one of its fields holds', (payload, value) => {
    const fields = fc.constantFrom(...Object.keys(value), 'unknown', '__proto__', 'constructor');
    const other = fc.oneof(fc.constantFrom(...naughty), fc.anything());
    fc.assert(
      fc.property(fields, other, (field, bad) => {
        const changed: Record<string, unknown> = { ...value };
        Object.defineProperty(changed, field, { value: bad, enumerable: true, configurable: true, writable: true });
        if (accepts(payload, changed)) expect(full(payload, changed)).toBe(true);
      }),
    );
  });

  it('leaves null to the full validation, which makes it absent', () => {
    expect(accepts(AssignTicket, { ticketId: 't', personId: 'ana', reason: null })).toBe(false);
  });
});
