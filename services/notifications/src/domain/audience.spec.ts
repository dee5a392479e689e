import { describe, expect, it } from '@jest/globals';
import type { Actor, AssignmentDecided, MessageView, TargetEscalated } from '@deskbeat/contracts';
import {
  toldOfDecision,
  toldOfEscalation,
  toldOfMessage,
  toldOfReminder,
  toldOfReply,
  type Brief,
  type Colleague,
  type Draft,
} from './audience.js';

const ticket: Brief = {
  id: 't',
  number: 'DB-7',
  subject: 'No light',
  priority: 'urgent',
  createdAt: '2026-01-05T08:00:00.000Z',
  assigneeId: 'ana',
  assigneeName: 'Ana',
};
const unassigned: Brief = { ...ticket, assigneeId: undefined, assigneeName: undefined };
const person = (id: string): Actor => ({ kind: 'person', id });
const system: Actor = { kind: 'system', id: 'assignment' };
const who = (drafts: Draft[]): string[] =>
  drafts.map(({ cause, channel, recipient }) => `${cause} ${channel} ${recipient}`);

const decided = (data: Partial<AssignmentDecided> = {}): AssignmentDecided => ({
  ticketId: 't',
  number: 'DB-7',
  subject: 'No light',
  personId: 'ana',
  personName: 'Ana',
  queueId: 'default',
  mode: 'round-robin',
  reason: 'turn',
  ...data,
});

describe('a decision', () => {
  it.each<[string, AssignmentDecided, Actor, string[]]>([
    ['tells the assignee', decided(), system, ['assigned in-app ana']],
    [
      'tells both sides of a reassignment',
      decided({ formerPersonId: 'ben' }),
      system,
      ['assigned in-app ana', 'reassigned in-app ben'],
    ],
    ['does not tell who took it', decided(), person('ana'), []],
    ['does not tell who gave it away', decided({ formerPersonId: 'ben' }), person('ben'), ['assigned in-app ana']],
    ['tells once who had it before', decided({ formerPersonId: 'ana' }), system, ['assigned in-app ana']],
    [
      'knows a person from a system of the same name',
      decided(),
      { kind: 'system', id: 'ana' },
      ['assigned in-app ana'],
    ],
  ])('%s', (_, data, by, expected) => {
    expect(who(toldOfDecision(data, by))).toEqual(expected);
  });
});

describe('a message', () => {
  const message = { ticketId: 't', number: 'DB-7', subject: 'No light', text: 'Done' } as MessageView;
  const received = { length: 1, number: 'DB-7', customerId: 'c', channel: 'web' } as const;

  it('of an agent goes to the address of the customer, if there is one', () => {
    expect(toldOfReply(message)).toEqual([]);
    expect(toldOfReply({ ...message, customerEmail: 'c@example.test' })).toEqual([
      {
        channel: 'email',
        recipient: 'c@example.test',
        ticketId: 't',
        cause: 'replied',
        title: 'Re: No light [DB-7]',
        body: 'Done',
      },
    ]);
  });

  it('of the customer is told to the assignee, if there is one', () => {
    expect(toldOfMessage('t', received, system)).toEqual([]);
    expect(who(toldOfMessage('t', { ...received, assigneeId: 'ana' }, system))).toEqual([
      'message-received in-app ana',
    ]);
  });
});

describe('a reminder', () => {
  const reminder = { ticketId: 't', clocks: [], target: 'resolution', cycle: 1, mark: 75 } as const;

  it('is told to the assignee, if there is one', () => {
    expect(who(toldOfReminder({ ...reminder, clocks: [] }, ticket))).toEqual(['reminder-due in-app ana']);
    expect(toldOfReminder({ ...reminder, clocks: [] }, unassigned)).toEqual([]);
  });
});

describe('an escalation', () => {
  const escalated = (...to: string[]): TargetEscalated => ({
    ticketId: 't',
    clocks: [],
    target: 'first-response',
    cycle: 1,
    level: 1,
    to,
    wasDueAt: '2026-01-05T10:00:00.000Z',
  });
  const mia: Colleague = { id: 'mia', role: 'manager', email: 'mia@example.test' };
  const noMail: Colleague = { id: 'max', role: 'manager' };
  const lead: Colleague = { id: 'leo', role: 'lead' };
  const context = { at: '2026-01-06T11:30:00.000Z', link: 'http://desk/tickets/DB-7' };

  it.each<[string, TargetEscalated, Brief, Colleague[], string[]]>([
    [
      'is told to the assignee and to managers, these by e-mail too',
      escalated('assignee', 'manager'),
      ticket,
      [mia, noMail, lead],
      ['escalated in-app ana', 'escalated in-app mia', 'escalated email mia@example.test', 'escalated in-app max'],
    ],
    [
      'of nobody’s ticket is told to managers',
      escalated('assignee', 'manager'),
      unassigned,
      [noMail],
      ['escalated in-app max'],
    ],
    [
      'is told once to a manager who is the assignee',
      escalated('assignee', 'manager'),
      { ...ticket, assigneeId: 'mia' },
      [mia],
      ['escalated in-app mia', 'escalated email mia@example.test'],
    ],
    ['is told to leads when it is for them', escalated('lead'), ticket, [mia, lead], ['escalated in-app leo']],
  ])('%s', (_, event, of, colleagues, expected) => {
    expect(who(toldOfEscalation(event, of, colleagues, context))).toEqual(expected);
  });

  it('says what, whose, since when, how late, and where', () => {
    const [draft] = toldOfEscalation(escalated('assignee'), ticket, [], context);
    expect(draft!.title).toBe('DB-7: first response is late: No light');
    expect(draft!.body!.split('\n')).toEqual([
      'Ticket: DB-7 No light',
      'Promise: first response, priority urgent',
      'Assigned to: Ana',
      'Customer: not named',
      'Open since: 2026-01-05 08:00 UTC',
      'Was due at: 2026-01-05 10:00 UTC',
      'Late by: 1 d 1 h 30 min when this was written',
      '',
      'http://desk/tickets/DB-7',
    ]);
  });
});

describe('a title', () => {
  it('is one line, whatever the subject holds', () => {
    const [draft] = toldOfDecision(decided({ subject: 'a\r\nBcc: x@y\u2028z' }), system);
    expect(draft!.title).toBe('DB-7 is yours: a Bcc: x@y z');
  });

  it('of a long subject fits, with the number', () => {
    const message = { number: 'DB-7', subject: 'x'.repeat(250), customerEmail: 'c@example.test' } as MessageView;
    const [draft] = toldOfReply(message);
    expect(draft!.title).toHaveLength(250);
    expect(draft!.title).toMatch(/… \[DB-7\]$/u);
  });
});
