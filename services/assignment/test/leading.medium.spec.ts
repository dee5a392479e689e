import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { problemOf, savePerson, setPresence, type Identity } from '@deskbeat/contracts';
import { anIdentity } from '@deskbeat/testing';
import { startAssignment } from './harness.js';

let desk: Awaited<ReturnType<typeof startAssignment>>;
beforeAll(async () => {
  desk = await startAssignment();
  for (const [id, teams] of [
    ['ana', ['money']],
    ['ben', ['north']],
    ['lea', []],
  ] as const) {
    await desk.ask(savePerson, { id, name: id, role: 'agent', teams: [...teams] });
  }
}, 60_000);
afterAll(() => desk?.stop());

const says = (who: Identity, personId: string): Promise<string> =>
  desk.askAs(who, setPresence, { personId, presence: 'away' }).then(
    () => 'done',
    (error: unknown) => problemOf(error).code,
  );

it.each<[string, Partial<Identity>, string[]]>([
  [
    'a lead whose reach is their teams: their people',
    { role: 'lead', reach: 'teams', leads: ['money'] },
    ['done', 'forbidden', 'done'],
  ],
  [
    'a lead of no team there: themselves',
    { role: 'lead', reach: 'teams', leads: [] },
    ['forbidden', 'forbidden', 'done'],
  ],
  ['a lead of a small organisation: everybody', { role: 'lead' }, ['done', 'done', 'done']],
  ['an agent: themselves', { role: 'agent', leads: ['money'], reach: 'teams' }, ['forbidden', 'forbidden', 'done']],
  ['a manager: everybody', { role: 'manager', reach: 'teams' }, ['done', 'done', 'done']],
])('who may say of others that they are away: %s', async (_, that, expected) => {
  const who = anIdentity({ id: 'lea', ...that });
  expect(await Promise.all(['ana', 'ben', 'lea'].map((id) => says(who, id)))).toEqual(expected);
});

it('of somebody who is not there nobody is told whether they are', async () => {
  const lead = anIdentity({ id: 'lea', role: 'lead', reach: 'teams', leads: ['money'] });
  expect(await says(lead, 'nobody')).toBe('forbidden');
});
