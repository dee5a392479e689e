import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  assignTicket,
  changePolicy,
  getAssignment,
  getPolicy,
  getTicket,
  returnTicket,
  updateTicket,
  type EscalationAction,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { hour, startHarness, type Harness } from './harness.js';
import { actor, open } from './tickets.js';

let h: Harness;
const ticket: Record<string, unknown> = { version: 4, status: 'in-progress' };
const assignment = { state: 'assigned', version: 7 };
const asked: Record<string, object[]> = {};
beforeAll(async () => {
  h = await startHarness();
  h.stand(getTicket, ticket);
  h.stand(getAssignment, assignment);
  for (const contract of [updateTicket, returnTicket, assignTicket])
    asked[contract.subject] = h.stand(contract, {}).asked;
}, 60_000);
afterAll(() => h?.stop());

async function escalate(id: string, priority: 'low' | 'high', action: EscalationAction): Promise<void> {
  const { version } = await h.bus.ask(getPolicy, { policyId: 'default' }, { actor });
  const escalations = [{ level: 1, to: ['lead'], targets: ['first-response' as const], action }];
  await h.bus.ask(changePolicy, { policyId: 'default', seenVersion: version, escalations }, { actor });
  Object.assign(ticket, { id, priority });
  await open(h, id, { priority });
  await eventually(() => expect(h.told(id)).toEqual(['started']));
  h.time.moveTo(h.time.now() + 300 * hour);
  await eventually(() => expect(h.told(id)).toContain('escalated first-response'));
  await settled();
}
/** The sweep comes every few seconds of the clock's time. */
const settled = (): Promise<void> =>
  eventually(
    async () => {
      h.time.moveTo(h.time.now() + 6_000);
      expect(await h.collection('clocks').countDocuments({ actionAt: { $exists: true } })).toBe(0);
    },
    { every: 100 },
  );
const all = () => Object.values(asked).flat();

it('the priority is raised by one, once', async () => {
  await escalate('raised', 'low', { kind: 'raise-priority' });
  expect(asked[updateTicket.subject]).toEqual([{ ticketId: 'raised', seenVersion: 4, priority: 'medium' }]);
});

it('a priority that somebody has changed stays, and one that is as high already', async () => {
  const before = all().length;
  const action = { kind: 'raise-priority', priority: 'low' } as const;
  await escalate('high-enough', 'high', action);
  expect(all()).toHaveLength(before);
});

it('the ticket is given back to its queue, once', async () => {
  await escalate('returned', 'high', { kind: 'return-to-queue' });
  expect(asked[returnTicket.subject]).toMatchObject([
    { ticketId: 'returned', reason: expect.stringContaining('first-response') },
  ]);
});

it('what was begun before a kill is not done a second time to another assignment', async () => {
  const key = 'returned:escalation:first-response:1:1';
  const action = { key, at: new Date(h.time.now()), action: { kind: 'return-to-queue' }, priority: 'high', seen: 5 };
  const update = { $set: { actions: [action], actionAt: action.at } };
  await h.collection('clocks').updateOne({ _id: 'returned' }, update);
  await settled();
  expect(asked[returnTicket.subject]).toHaveLength(1);
});

it('the ticket is given to a named person', async () => {
  await escalate('given', 'high', { kind: 'assign', personId: 'ana' });
  expect(asked[assignTicket.subject]).toMatchObject([{ ticketId: 'given', personId: 'ana' }]);
});

it('nothing is done to a ticket that is resolved meanwhile', async () => {
  const before = all().length;
  ticket.status = 'resolved';
  await escalate('over', 'low', { kind: 'raise-priority' });
  expect(all()).toHaveLength(before);
});
