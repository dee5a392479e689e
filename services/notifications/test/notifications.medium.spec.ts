import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import {
  assignmentDecided,
  assignmentUnclaimed,
  clockEscalated,
  clockReminderDue,
  markRead,
  personSaved,
  republishEvents,
  ticketFollowerAdded,
  ticketMessageReceived,
  ticketWoken,
  type AssignmentDecided,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { actor, startHarness, type Harness } from './harness.js';

let h: Harness;
let ticketId: string;
let count = 0;

beforeAll(async () => {
  h = await startHarness();
}, 60_000);
afterAll(() => h?.stop(), 60_000);
beforeEach(() => {
  ticketId = `t-${++count}`;
  h.tickets.set(ticketId, {
    id: ticketId,
    number: `DB-${count}`,
    subject: 'No light',
    priority: 'urgent',
    createdAt: '2026-01-05T08:00:00.000Z',
    assigneeId: 'ana',
    assigneeName: 'Ana',
    status: 'in-progress',
    clocks: [],
  });
});

const decide = (version: number, data: Partial<AssignmentDecided> = {}, by = actor): Promise<void> =>
  h.publish(
    assignmentDecided,
    `assignment:${ticketId}`,
    version,
    {
      ticketId,
      number: `DB-${count}`,
      subject: 'No light',
      personId: 'ana',
      personName: 'Ana',
      queueId: 'default',
      mode: 'round-robin',
      reason: 'her turn',
      ...data,
    },
    by,
  );
const settled = () => eventually(async () => expect(await h.backlog()).toBe(0));
const eventuallyDelivered = (...expected: string[]) =>
  eventually(() => expect(h.delivered(ticketId)).toEqual(expected.sort()));

describe('in-app', () => {
  it('an assignment is told to the assignee, once', async () => {
    await decide(1);
    await decide(1);
    await settled();
    await eventuallyDelivered('assigned in-app ana sent');
    const notices = await h.noticesOf(ticketId);
    expect(notices).toMatchObject([
      {
        id: `assignment:${ticketId}:1:ana:in-app`,
        title: `DB-${count} is yours: No light`,
        body: 'her turn',
        state: 'sent',
        read: false,
      },
    ]);
  });

  it('a reassignment is told to both sides, but not to the one who did it', async () => {
    await decide(2, { personId: 'ben', personName: 'Ben', formerPersonId: 'ana', mode: 'person' });
    await decide(3, { personId: 'ana', formerPersonId: 'ben', mode: 'person' }, { kind: 'person', id: 'ana' });
    await eventuallyDelivered('assigned in-app ben sent', 'reassigned in-app ana sent', 'reassigned in-app ben sent');
  });

  it('a message of the customer and a reminder are told to the assignee', async () => {
    const message = { length: 3, number: 'DB-1', customerId: 'c-1', channel: 'web', assigneeId: 'ana' } as const;
    await h.publish(ticketMessageReceived, `ticket:${ticketId}`, 4, message);
    const reminder = { ticketId, clocks: [], target: 'first-response', cycle: 1, mark: 75 } as const;
    await h.publish(clockReminderDue, `clock:${ticketId}`, 2, { ...reminder, clocks: [] });
    await eventuallyDelivered('message-received in-app ana sent', 'reminder-due in-app ana sent');
  });

  it('the inbox is newest first, in pages, and counts what is not read', async () => {
    for (const version of [1, 2, 3]) {
      await decide(version, { personId: 'cleo' });
      await settled();
      h.time.moveTo(h.time.now() + 1_000);
    }
    await eventually(async () => expect((await h.inbox('cleo')).items).toHaveLength(3));
    const { items, unread, next } = await h.inbox('cleo', { limit: 2 });
    expect(unread).toBe(3);
    expect(items.map(({ id }) => id)).toEqual([3, 2].map((n) => `assignment:${ticketId}:${n}:cleo:in-app`));
    const rest = await h.inbox('cleo', { limit: 2, cursor: next });
    expect(rest.items.map(({ id }) => id)).toEqual([`assignment:${ticketId}:1:cleo:in-app`]);
    expect(rest.next).toBeUndefined();
    const ids = [items[0]!.id];
    expect(await h.bus.ask(markRead, { personId: 'cleo', ids }, { actor })).toEqual({ unread: 2 });
    expect(await h.bus.ask(markRead, { personId: 'cleo', ids }, { actor })).toEqual({ unread: 2 });
    expect(await h.bus.ask(markRead, { personId: 'ben', ids: [items[1]!.id] }, { actor })).not.toEqual({ unread: 1 });
    const unreadItems = (await h.inbox('cleo', { unreadOnly: true })).items;
    expect(unreadItems.map(({ read }) => read)).toEqual([false, false]);
    expect((await h.inbox('cleo')).items.map(({ read }) => read)).toEqual([true, false, false]);
  });
});

it('who is to work on a ticket as well is told, once; who watches it only is not, nor who did it themselves', async () => {
  const added = (version: number, role: 'collaborator' | 'watcher', personId: string): Promise<void> =>
    h.publish(ticketFollowerAdded, `ticket:${ticketId}`, version, {
      role,
      personId,
      number: `DB-${count}`,
      subject: 'x',
    });
  await added(5, 'collaborator', 'hal');
  await added(5, 'collaborator', 'hal');
  await added(6, 'watcher', 'ida');
  await added(7, 'collaborator', actor.id);
  await settled();
  await eventuallyDelivered('asked-to-help in-app hal sent');
});

it('a ticket that nobody takes is told to the lead, one that comes back by time to the assignee', async () => {
  const unclaimed = {
    ticketId,
    number: `DB-${count}`,
    subject: 'No light',
    queueId: 'repairs',
    reason: 'nobody is there',
  };
  const waitingSince = new Date(h.time.now()).toISOString();
  await h.publish(assignmentUnclaimed, `assignment:${ticketId}`, 2, { ...unclaimed, waitingSince, leadId: 'lea' });
  const woken = { number: `DB-${count}`, subject: 'No light', assigneeId: 'ana' };
  await h.publish(ticketWoken, `ticket:${ticketId}`, 5, { ...woken, by: 'time' });
  await h.publish(ticketWoken, `ticket:${ticketId}`, 6, { ...woken, by: 'reply' });
  await settled();
  await eventuallyDelivered('unclaimed in-app lea sent', 'woken in-app ana sent');
});

describe('escalation', () => {
  it('is told to the assignee in-app and to managers in-app and by e-mail, with the facts', async () => {
    const manager = { personId: 'mia', name: 'Mia', email: 'mia@desk.example.test', role: 'manager' } as const;
    await h.publish(personSaved, 'person:mia', 2, manager);
    await h.publish(personSaved, 'person:mia', 1, { ...manager, email: 'old@desk.example.test', role: 'agent' });
    const former = { ...manager, personId: 'max', email: 'max@desk.example.test', active: false };
    await h.publish(personSaved, 'person:max', 2, former);
    await h.publish(personSaved, 'person:ana', 1, { personId: 'ana', name: 'Ana', role: 'agent' });
    await settled();
    const wasDueAt = new Date(h.time.now() - 125 * 60_000).toISOString();
    await h.publish(clockEscalated, `clock:${ticketId}`, 3, {
      ticketId,
      clocks: [],
      target: 'first-response',
      cycle: 1,
      level: 1,
      to: ['assignee', 'manager'],
      wasDueAt,
    });
    await eventuallyDelivered(
      'escalated in-app ana sent',
      'escalated in-app mia sent',
      'escalated email mia@desk.example.test sent',
    );
    const [letter] = h.mail.to('mia@desk.example.test');
    const { subject, text } = await PostalMime.parse(letter!.source);
    expect(subject).toBe(`DB-${count}: first response is late: No light`);
    for (const part of [
      'No light',
      'Ana',
      '2026-01-05 08:00 UTC',
      '2 h 5 min',
      `https://desk.example.test/tickets/DB-${count}`,
    ]) {
      expect(text).toContain(part);
    }
  });
});

it('a bad event goes to the dead letter, a bad request is a problem with a pointer', async () => {
  await h.publish(assignmentDecided, `assignment:${ticketId}`, 1, { ticketId } as never);
  await eventually(async () => expect(await h.deadLetters()).toBe(1));
  await expect(h.inbox('ana', { limit: 0 })).rejects.toMatchObject({
    code: 'validation-failed',
    errors: [{ pointer: '/limit' }],
  });
});

it('the journal is published again on request', async () => {
  await decide(1);
  await eventuallyDelivered('assigned in-app ana sent');
  h.heard.clear();
  const since = new Date(h.time.now()).toISOString();
  await eventually(async () => {
    await h.bus.ask(republishEvents.notifications, { since }, { actor });
    expect(h.delivered(ticketId)).toContain('assigned in-app ana sent');
  });
});

it('a store that is down delays a notice, and loses none', async () => {
  await h.store.kill9();
  await decide(1);
  await h.store.restart();
  await eventuallyDelivered('assigned in-app ana sent');
}, 40_000);
