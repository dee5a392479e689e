import {
  deletePerson,
  getAssignment,
  getPerson,
  importPeople,
  listPeople,
  listQueues,
  removeQueue,
  removeRegion,
  removeTeam,
  savePerson,
  saveQueue,
  saveRegion,
  saveShiftCalendar,
  saveTeam,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startAssignment, type Harness } from './harness.js';

describe('the directory', () => {
  let desk: Harness;
  beforeAll(async () => {
    desk = await startAssignment();
  });
  afterAll(() => desk.stop());

  it('keeps what a person can do, by the version that was seen', async () => {
    const skills = [{ skill: 'net', level: 4 }];
    const first = await desk.ask(savePerson, { id: 'ana', name: 'Ana', skills, capacity: 20, languages: ['de'] });
    expect(first).toMatchObject({ version: 1, skills, capacity: 20, weight: 1, load: 0, presence: 'offline' });
    const second = await desk.ask(savePerson, { id: 'ana', weight: 2, seenVersion: 1 });
    expect(second).toMatchObject({ version: 2, weight: 2, skills, capacity: 20 });
    await expect(desk.ask(savePerson, { id: 'ana', weight: 3, seenVersion: 1 })).rejects.toMatchObject({
      code: 'version-conflict',
    });
    expect(await desk.ask(getPerson, { personId: 'ana' })).toEqual(second);
  });

  it('takes people in from CSV, row by row, first on trial', async () => {
    const csv = [
      'id,name,teams,skills,capacity,role',
      'ben,Ben,repairs;sales,net:4;glass:2,30,agent',
      'cleo,Cleo,,net:9,,agent',
      'dan,,,,,agent',
      'ben,Ben again,,,,agent',
      'ana,Ana,,,,',
    ].join('\n');
    const trial = await desk.ask(importPeople, { csv, dryRun: true });
    expect(trial.rows.map(({ line, id, outcome }) => [line, id, outcome])).toEqual([
      [2, 'ben', 'created'],
      [3, 'cleo', 'refused'],
      [4, 'dan', 'refused'],
      [5, 'ben', 'refused'],
      [6, 'ana', 'unchanged'],
    ]);
    expect(trial.rows[1]!.why).toContain('/skills/0/level');
    await expect(desk.ask(getPerson, { personId: 'ben' })).rejects.toMatchObject({ code: 'not-found' });
    expect((await desk.ask(importPeople, { csv })).rows).toEqual(trial.rows);
    expect(await desk.ask(getPerson, { personId: 'ben' })).toMatchObject({
      teams: ['repairs', 'sales'],
      skills: [
        { skill: 'net', level: 4 },
        { skill: 'glass', level: 2 },
      ],
      capacity: 30,
    });
  });

  it.each([
    ['an unknown column', 'id,name,shoes\na,A,42\n'],
    ['what is no table', '"id,name\n'],
  ])('takes no %s', async (_, csv) => {
    const refusal = { code: 'validation-failed', errors: [expect.objectContaining({ pointer: '/csv' })] };
    await expect(desk.ask(importPeople, { csv })).rejects.toMatchObject(refusal);
  });

  it('keeps queues by version, and refuses what is not there', async () => {
    const queue = { id: 'repairs', name: 'Repairs', mode: 'queue' } as const;
    expect(await desk.ask(saveQueue, queue)).toMatchObject({ version: 1, presenceRule: 'live', pickUpMinutes: 0 });
    expect(await desk.ask(saveQueue, { ...queue, seenVersion: 1 })).toMatchObject({ version: 2 });
    await expect(desk.ask(saveQueue, { ...queue, seenVersion: 1 })).rejects.toMatchObject({ code: 'version-conflict' });
    await expect(desk.ask(saveQueue, { ...queue, teamId: 'nowhere' })).rejects.toMatchObject({
      errors: [expect.objectContaining({ pointer: '/teamId' })],
    });
    await expect(desk.ask(removeQueue, { id: 'default' })).rejects.toMatchObject({ code: 'not-assignable' });
    expect((await desk.ask(listQueues, {})).items.map(({ id }) => id)).toEqual(['default', 'repairs']);
  });

  it('has regions in a tree, and nothing that others hang on is removed', async () => {
    await desk.ask(saveRegion, { id: 'eu', name: 'Europe' });
    await desk.ask(saveRegion, { id: 'de', name: 'Germany', parentId: 'eu' });
    await expect(desk.ask(saveRegion, { id: 'eu', name: 'Europe', parentId: 'de' })).rejects.toMatchObject({
      code: 'validation-failed',
    });
    await expect(desk.ask(removeRegion, { id: 'eu' })).rejects.toMatchObject({ code: 'already-exists' });
    await desk.ask(saveTeam, { id: 'sales', name: 'Sales', leadId: 'ana', regions: ['eu'] });
    await desk.ask(saveQueue, { id: 'sales', name: 'Sales', teamId: 'sales', mode: 'round-robin' });
    await expect(desk.ask(removeTeam, { id: 'sales' })).rejects.toMatchObject({ code: 'already-exists' });
  });

  it('knows no shift in a time zone that there is not', async () => {
    const calendar = { id: 'early', name: 'Early', timeZone: 'Middle/Earth', hours: [] };
    await expect(desk.ask(saveShiftCalendar, calendar)).rejects.toMatchObject({ code: 'validation-failed' });
  });

  it('hands over what somebody had who is disabled, first to the deputy', async () => {
    await desk.person('eve');
    await desk.person('fay', 'away', 'agent', { deputyId: 'eve' });
    await desk.open('t1');
    expect((await desk.assigned('t1')).personId).toBe('eve');
    await desk.ask(savePerson, { id: 'eve', active: false, deputyId: 'ben' });
    await eventually(async () => {
      const { state, decisions } = await desk.ask(getAssignment, { ticketId: 't1' });
      expect([state, decisions.at(-1)!.personId]).toEqual(['waiting', undefined]);
    });
    await eventually(() => expect(desk.told('t1')).toEqual(['decided', 'queued']));
  });

  it('hands over what somebody had whose leave runs already when it is said', async () => {
    await desk.person('ida');
    await desk.open('t3');
    expect((await desk.assigned('t3')).personId).toBe('ida');
    await desk.person('jan');
    const [from, to] = [-1, 1].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
    await desk.ask(savePerson, { id: 'ida', leaves: [{ from: from!, to: to!, deputyId: 'jan' }] });
    await eventually(async () => expect((await desk.assigned('t3')).personId).toBe('jan'));
    expect((await desk.assigned('t3')).decisions.at(-1)!.reason).toBe('IDA is on leave: JAN takes over');
    await desk.ask(deletePerson, { personId: 'ida' });
    await desk.ask(deletePerson, { personId: 'jan' });
  });

  it('strands no ticket of somebody who is deleted, and lists that person no more', async () => {
    await desk.person('gus');
    await desk.open('t2');
    expect((await desk.assigned('t2')).personId).toBe('gus');
    await desk.person('hal');
    await desk.ask(deletePerson, { personId: 'gus' });
    await eventually(async () => expect((await desk.assigned('t2')).personId).toBe('hal'));
    expect((await desk.ask(listPeople, {})).items.map(({ id }) => id)).not.toContain('gus');
    await expect(desk.ask(getPerson, { personId: 'gus' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
