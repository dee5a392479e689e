import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addWatcher,
  assignmentQueued,
  countViews,
  listView,
  listViews,
  personSaved,
  removeView,
  createView,
  replaceView,
  type Actor,
  type CreateView,
  type TicketView,
} from '@deskbeat/contracts';
import { anIdentity, eventually } from '@deskbeat/testing';
import { ana, startIntake, type Intake } from './harness.js';

let intake: Intake;
let hers: TicketView;
const ben: Actor = { kind: 'person', id: 'ben' };

beforeAll(async () => {
  intake = await startIntake();
  const queue = { id: 'repairs', teamId: 'tech' };
  intake.structure([queue, { id: 'default' }], ['tech', 'sales', 'network']);
  hers = await intake.inProgress({ subject: 'hers', priority: 'urgent', tags: ['vip lane'] });
  for (let n = 0; n < 101; n++) await intake.open({ subject: `nobody's ${n}` });
}, 60_000);
afterAll(() => intake?.stop());

const wanted = (more: Partial<CreateView> = {}): CreateView => ({
  id: 'v1',
  name: 'Urgent',
  filter: 'status:open priority:urgent',
  order: 'due',
  columns: ['number', 'due'],
  scope: 'mine',
  ...more,
});
type Saving = CreateView & { seenVersion: number };
const save = ({ seenVersion, ...more }: Partial<Saving>, actor = ana) => {
  const spec = wanted(more);
  return seenVersion === undefined
    ? intake.ask(createView, spec, actor)
    : intake.ask(replaceView, { ...spec, id: spec.id!, seenVersion }, actor);
};
const subjects = async (id: string, actor = ana): Promise<string[]> =>
  (await intake.ask(listView, { id, limit: 200 }, actor)).items.map(({ subject }) => subject);

describe('standard views', () => {
  it('list what their name says', async () => {
    expect(await subjects('my-work')).toEqual(['hers']);
    expect(await subjects('my-work', ben)).toEqual([]);
    expect(await subjects('unassigned')).toHaveLength(101);
    expect((await subjects('recently-updated'))[0]).toBe("nobody's 100");
    expect(await subjects('awaiting')).toEqual([]);
  });

  it('stand in another order where one asks for it', async () => {
    const newest = await intake.ask(listView, { id: 'all-open', order: 'newest', limit: 2 }, ana);
    expect(newest.items.map(({ subject }) => subject)).toEqual(["nobody's 100", "nobody's 99"]);
    const { cursor, order } = { cursor: newest.next, order: 'newest' as const };
    const { items } = await intake.ask(listView, { id: 'all-open', order, cursor, limit: 1 }, ana);
    expect(items[0]!.subject).toBe("nobody's 98");
  });

  it('are counted up to 99', async () => {
    const { items } = await intake.ask(countViews, {});
    const counts = Object.fromEntries(items.map(({ id, count, more }) => [id, more ? `${count}+` : count]));
    expect(counts).toMatchObject({ 'my-work': 1, unassigned: '99+', newest: '99+', resolved: 0, overdue: 0 });
  });

  it('leave out what only a person has', async () => {
    const { items } = await intake.ask(countViews, {}, { kind: 'system', id: 'x' });
    expect(items.map(({ id }) => id)).not.toContain('my-work');
    const refused = { code: 'validation-failed' };
    await expect(intake.ask(listView, { id: 'my-work' }, { kind: 'system', id: 'x' })).rejects.toMatchObject(refused);
  });

  it('are never replaced nor removed', async () => {
    await expect(save({ id: 'my-work' })).rejects.toMatchObject({ code: 'already-exists' });
    expect(await intake.ask(removeView, { id: 'my-work' })).toEqual({ removed: false });
  });
});

describe('my team', () => {
  const leo: Actor = { kind: 'person', id: 'leo' };
  const person = (personId: string, teams: string[]) =>
    intake.tell(personSaved, personId, 1, { personId, name: personId, role: 'agent', teams });

  it('has what its people have and what waits in its queues', async () => {
    const waiting = await intake.open({ subject: 'waits for them', priority: 'urgent' });
    await intake.tell(assignmentQueued, waiting.id, 1, { ticketId: waiting.id, queueId: 'repairs', reason: 'busy' });
    await person('ana', ['tech']);
    await person('leo', ['tech', 'sales']);
    await eventually(async () => expect((await subjects('my-team', leo)).sort()).toEqual(['hers', 'waits for them']));
    expect(await subjects('my-team', ben)).toEqual([]);
    const { items } = await intake.ask(countViews, {}, leo);
    expect(items).toContainEqual({ id: 'my-team', count: 2, more: false });
    await save({ id: 'techs', filter: 'team:tech assignee:none', scope: 'shared' });
    expect(await subjects('techs', ben)).toEqual(['waits for them']);
  });

  it('cannot be asked for by what is no person', async () => {
    const asked = intake.ask(listView, { id: 'my-team' }, { kind: 'system', id: 'x' });
    await expect(asked).rejects.toMatchObject({ code: 'validation-failed' });
  });

  it('has views of its own, which others do not see', async () => {
    await save({ id: 'sellers', scope: 'team', teamId: 'sales' });
    const listed = async (actor: Actor) => (await intake.ask(listViews, {}, actor)).items.map(({ id }) => id);
    expect(await listed(leo)).toContain('sellers');
    expect(await listed(ana)).toContain('sellers');
    expect(await listed(ben)).not.toContain('sellers');
  });
});

it('what each one watches is counted for each one', async () => {
  await save({ id: 'watched', filter: 'watcher:me', scope: 'shared' });
  await eventually(() => intake.ask(addWatcher, { ticketId: hers.id, personId: 'leo' }));
  const counted = async (id: string) =>
    (await intake.ask(countViews, {}, { kind: 'person', id })).items.find((view) => view.id === 'watched');
  expect(await counted('leo')).toMatchObject({ count: 1 });
  expect(await counted('ben')).toMatchObject({ count: 0 });
});

describe('a view of one’s own', () => {
  it('is made once, lists and counts, is replaced by the version that was seen, and is removed', async () => {
    const made = await save({ filter: 'status:open tag:"vip lane"' });
    expect(made).toMatchObject({ ...wanted(), filter: 'status:open tag:"vip lane"', version: 1, ownerId: 'ana' });
    await expect(save({})).rejects.toMatchObject({ code: 'already-exists' });
    expect(await subjects('v1')).toEqual(['hers']);
    expect((await intake.ask(countViews, {})).items).toContainEqual({ id: 'v1', count: 1, more: false });
    expect(await save({ seenVersion: 1, filter: 'assignee:none' })).toMatchObject({ version: 2 });
    await expect(save({ seenVersion: 1 })).rejects.toMatchObject({
      code: 'version-conflict',
      context: { currentVersion: 2 },
    });
    expect(await intake.ask(removeView, { id: 'v1' })).toEqual({ removed: true });
    expect(await intake.ask(removeView, { id: 'v1' })).toEqual({ removed: false });
    await expect(subjects('v1')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is nobody else’s; those of teams and of everybody are', async () => {
    await save({ id: 'own' });
    await save({ id: 'team', scope: 'team', teamId: 'network' });
    await save({ id: 'all', scope: 'shared' });
    const nina = { personId: 'nina', name: 'Nina', role: 'manager' as const };
    await intake.tell(personSaved, 'nina', 1, nina);
    await eventually(async () => {
      const ids = (await intake.ask(listViews, {}, { kind: 'person', id: 'nina' })).items.map(({ id }) => id);
      expect(ids.filter((id) => ['own', 'team', 'all'].includes(id)).sort()).toEqual(['all', 'team']);
    });
    await expect(subjects('own', ben)).rejects.toMatchObject({ code: 'not-found' });
    await expect(save({ id: 'own', seenVersion: 1 }, ben)).rejects.toMatchObject({ code: 'not-found' });
    expect(await intake.ask(removeView, { id: 'own' }, ben)).toEqual({ removed: false });
  });

  it('is for others to use: agents leave it alone, those who lead change it but do not make it their own', async () => {
    const [agent, lead] = (['agent', 'lead'] as const).map((role) =>
      anIdentity({ id: 'ben', role, teams: ['network'] }),
    );
    for (const more of [{ scope: 'team', teamId: 'network' } as const, { scope: 'shared' } as const]) {
      const { id } = await save({ id: undefined, ...more });
      const change = { ...wanted(more), id, seenVersion: 1 };
      const forbidden = { code: 'forbidden' };
      await expect(intake.askAs(agent!, replaceView, change)).rejects.toMatchObject(forbidden);
      await expect(intake.askAs(agent!, removeView, { id })).rejects.toMatchObject(forbidden);
      expect(await intake.askAs(lead!, replaceView, change)).toMatchObject({ ownerId: 'ana', version: 2 });
      const taken = intake.askAs(lead!, replaceView, { ...wanted(), id, seenVersion: 2 });
      await expect(taken).rejects.toMatchObject({ errors: [{ pointer: '/scope' }] });
      expect(await intake.askAs({ ...agent!, id: 'ana' }, removeView, { id })).toEqual({ removed: true });
    }
  });

  it.each<[Partial<Saving>, string]>([
    [{ filter: 'status:opened' }, '/filter'],
    [{ filter: 'vpn' }, '/filter'],
    [{ filter: '$where:1' }, '/filter'],
    [{ scope: 'team' }, '/teamId'],
    [{ scope: 'team', teamId: 'nobodys' }, '/teamId'],
    [{ columns: ['password' as never] }, '/columns'],
    [{ order: 'random' as never }, '/order'],
    [{ name: '' }, '/name'],
  ])('%j is refused at %s', async (more, pointer) => {
    const errors = expect.arrayContaining([expect.objectContaining({ pointer })]);
    await expect(save({ id: 'bad', ...more })).rejects.toMatchObject({ code: 'validation-failed', errors });
  });

  it('lists in pages that do not depend on their size', async () => {
    const all = await subjects('unassigned');
    const read: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await intake.ask(listView, { id: 'unassigned', limit: 40, cursor });
      read.push(...page.items.map(({ subject }) => subject));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(read).toEqual(all);
    expect(hers.status).toBe('in-progress');
  });
});
