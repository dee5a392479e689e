import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { assignmentDecided, clockStarted, getTicket, getTimeline, listTickets, openTicket } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { anIssue, startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
}, 60_000);
afterAll(() => intake.stop());

it('an issue becomes a new ticket with defaults, a number and an entry in its timeline', async () => {
  const { ticket, created } = await intake.ask(openTicket, anIssue({ text: 'Smoke!' }));
  expect(created).toBe(true);
  expect(ticket).toMatchObject({
    type: 'inquiry',
    priority: 'medium',
    status: 'new',
    version: 1,
    tags: [],
    clocks: [],
  });
  expect(ticket.number).toMatch(/^DB-1\d{4}$/);
  expect(await intake.ask(getTicket, { id: ticket.id })).toEqual(ticket);
  expect(await intake.ask(getTicket, { id: ticket.number.toLowerCase() })).toEqual(ticket);
  const { items } = await intake.ask(getTimeline, { ticketId: ticket.id });
  expect(items).toMatchObject([{ version: 1, subject: 'evt.ticket.opened.v1', text: 'Smoke!', actor: { id: 'ana' } }]);
});

it('an assignment and a clock are recorded', async () => {
  const { id, number } = await intake.open();
  const decision = {
    ticketId: id,
    personId: 'ben',
    personName: 'Ben',
    queueId: 'default',
    mode: 'round-robin' as const,
    reason: 'next',
  };
  await intake.tell(assignmentDecided, id, 1, decision);
  const dueAt = '2030-01-01T00:00:00.000Z';
  await intake.tell(clockStarted, id, 1, {
    ticketId: id,
    policyId: 'default',
    clocks: [{ target: 'resolution', cycle: 1, state: 'running', dueAt }],
    dueAt,
  });
  await eventually(async () => {
    expect(await intake.ask(getTicket, { id })).toMatchObject({
      version: 4,
      status: 'in-progress',
      assigneeId: 'ben',
      dueAt,
    });
  });
  expect((await intake.timeline(id)).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  const { items } = await intake.ask(listTickets, { assigneeId: 'ben', status: 'open' });
  expect(items.map((item) => item.number)).toEqual([number]);
});
