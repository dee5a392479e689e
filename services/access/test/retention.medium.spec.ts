import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import {
  beginRetentionRun,
  countOldData,
  endHold,
  erasePerson,
  findOldNotices,
  findOldTickets,
  forgetNotices,
  forgetPersonalData,
  forgetTickets,
  getRetentionRules,
  getRetentionRun,
  identifyCustomer,
  listHolds,
  listRetentionRuns,
  nameCustomersOf,
  placeHold,
  previewRetention,
  saveRetentionRules,
  searchAudit,
  verifyAudit,
  type RetentionRules,
  type RetentionRulesView,
  type RetentionRunView,
  type TicketOfWhom,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startAccess, type Harness } from './harness.js';

type Asked = Record<string, unknown> & { ticketIds: string[]; cursor?: string; exceptTickets: string[] };

/** The other services as far as retention knows them: a hundred and ten old tickets, two pages of notices. */
class Others {
  readonly told: { subject: string; asked: Asked }[] = [];
  /** What is answered in the place of the next answers: `away`, `wait`. */
  next: ('away' | 'wait' | undefined)[] = [];
  readonly tickets: TicketOfWhom[] = Array.from({ length: 110 }, (_, n) => ({
    id: `t${n}`,
    customerIds: [`c${n}`, `c${n}-double`],
  }));

  constructor({ connection }: Pick<Harness, 'connection'>) {
    const answers: [string, (asked: Asked) => object][] = [
      [countOldData.intake.subject, () => ({ count: 110, isMore: false, oldest: '2020-01-01T00:00:00.000Z' })],
      [countOldData.notifications.subject, () => ({ count: 0, isMore: false })],
      [findOldTickets.subject, ({ cursor = '0' }) => this.page(Number(cursor))],
      [
        nameCustomersOf.subject,
        ({ ticketIds }) => ({ items: this.tickets.filter(({ id }) => ticketIds.includes(id)) }),
      ],
      [
        identifyCustomer.subject,
        ({ id }) => ({ kind: 'customer', ids: [id, `${id as string}-double`], addresses: [] }),
      ],
      [findOldNotices.subject, ({ cursor }) => (cursor ? { ticketIds: ['t2'] } : { ticketIds: ['t1'], next: 'p2' })],
      [
        forgetNotices.subject,
        ({ cursor }) => ({ counts: [{ what: 'notices', count: 5 }], ...(!cursor && { next: 'p2' }) }),
      ],
      [
        forgetTickets.subject,
        ({ ticketIds }) => ({ counts: [{ what: 'tickets', count: ticketIds.length }], ticketIds }),
      ],
      [forgetPersonalData.assignment.subject, () => ({ counts: [{ what: 'assignments', count: 1 }] })],
      [forgetPersonalData.notifications.subject, () => ({ counts: [{ what: 'letters', count: 2 }] })],
    ];
    for (const [subject, answer] of answers) {
      connection.subscribe(subject, {
        callback: (_, message) => {
          const { id, data } = message.json<{ id: string; data: Asked }>();
          this.told.push({ subject, asked: data });
          const instead = subject.includes('forget') ? this.next.shift() : undefined;
          const response = instead === 'wait' ? { counts: [], wait: true } : answer(data);
          const body = instead === 'away' ? { err: { code: 'service-unavailable' } } : { response };
          message.respond(JSON.stringify({ id, ...body, isDisposed: true }));
        },
      });
    }
  }

  asked({ subject }: { subject: string }): Asked[] {
    return this.told.filter((one) => one.subject === subject).map(({ asked }) => asked);
  }

  private page(at: number) {
    const next = at + 50 < this.tickets.length ? { next: String(at + 50) } : {};
    return { items: this.tickets.slice(at, at + 50), ...next };
  }
}

let desk: Harness;
let others: Others;
beforeAll(async () => {
  desk = await startAccess();
  others = new Others(desk);
  await desk.connection.flush();
}, 60_000);
afterAll(() => desk.stop());
beforeEach(() => void (others.told.length = 0));

const rules = (): Promise<RetentionRulesView> => desk.bus.ask(getRetentionRules, {}, desk.as());
async function save(wanted: RetentionRules): Promise<RetentionRulesView> {
  const { version } = await rules();
  return desk.bus.ask(saveRetentionRules, { ...wanted, ...(version && { seenVersion: version }) }, desk.as());
}
const run = (): Promise<RetentionRunView> => desk.bus.ask(beginRetentionRun, {}, desk.as());
const done = (runId: string): Promise<RetentionRunView> =>
  eventually(
    async () => {
      // Times of the job are those of the test.
      desk.time.moveTo(desk.time.now() + 25_000);
      const found = await desk.bus.ask(getRetentionRun, { runId }, desk.as());
      expect(found.state).toBe('done');
      return found;
    },
    { timeout: 20_000 },
  );
const counts = ({ report }: RetentionRunView) =>
  Object.fromEntries(
    report.flatMap(({ service, counts: all }) => all.map(({ what, count }) => [`${service}.${what}`, count])),
  );

it('everything is kept for ever until a rule says otherwise, and rules are changed by whom has seen them', async () => {
  expect(await rules()).toEqual({});
  expect(counts(await done((await run()).id))).toEqual({});
  expect(others.told).toEqual([]);
  const saved = await save({ closedTicketsMonths: 24 });
  expect(saved).toEqual({ version: 1, closedTicketsMonths: 24, nextRunAt: expect.stringMatching(/T02:00:00.000Z$/) });
  for (const seenVersion of [undefined, 7]) {
    const late = desk.bus.ask(saveRetentionRules, { auditYears: 1, ...(seenVersion && { seenVersion }) }, desk.as());
    await expect(late).rejects.toMatchObject({ code: 'version-conflict' });
  }
  expect(await save({})).toEqual({ version: 2 });
  await desk.allRecorded();
  const { items } = await desk.bus.ask(searchAudit, { action: 'access.save-retention-rules' }, desk.as());
  expect(items.at(-1)).toMatchObject({ actor: { id: 'root' }, on: { kind: 'retention-rules', id: 'retention' } });
});

it.each<[RetentionRules, string]>([
  [{ closedTicketsMonths: 0 }, '/closedTicketsMonths'],
  [{ noticesDays: 29 }, '/noticesDays'],
  [{ auditYears: 101 }, '/auditYears'],
])('rules %j are none', async (wanted, pointer) => {
  await expect(save(wanted)).rejects.toMatchObject({
    code: 'validation-failed',
    errors: [expect.objectContaining({ pointer })],
  });
});

it('a preview says how many would go and touches nothing', async () => {
  const asked = { closedTicketsMonths: 24, auditYears: 1 };
  expect(await desk.bus.ask(previewRetention, asked, desk.as({ role: 'auditor' }))).toEqual({
    tickets: { count: 110, isMore: false, oldest: '2020-01-01T00:00:00.000Z' },
    auditRecords: { count: 0, isMore: false },
    holds: 0,
  });
  expect(others.told.map(({ subject }) => subject)).toEqual([countOldData.intake.subject]);
});

it('old tickets are forgotten a batch at a time in every service, then old notices go; the end is recorded', async () => {
  await save({ closedTicketsMonths: 24, noticesDays: 365 });
  others.next = [undefined, 'wait', 'away', undefined, 'wait'];
  const { id, by } = await run();
  expect(by).toEqual({ kind: 'person', id: 'root' });
  const ended = await done(id);
  expect(counts(ended)).toMatchObject({ 'intake.tickets': 110, 'notifications.notices': 10 });
  const batches = others.asked(forgetTickets).map(({ ticketIds }) => ticketIds.length);
  expect(new Set(batches)).toEqual(new Set([50, 10, 0]));
  const notices = others.asked(forgetPersonalData.notifications);
  expect(new Set(notices.flatMap(({ ticketIds }) => ticketIds)).size).toBe(110);
  expect(notices.every(({ letters }) => letters === true)).toBe(true);
  await desk.allRecorded();
  const { items } = await desk.bus.ask(searchAudit, { on: id }, desk.as());
  expect(items).toMatchObject([{ action: 'access.apply-retention', actor: { id: 'root' } }, {}]);
  const list = await desk.bus.ask(listRetentionRuns, { limit: 1 }, desk.as({ role: 'auditor' }));
  expect(list).toMatchObject({ items: [{ id, state: 'done' }], next: expect.any(String) });
});

it('whoever is killed in the middle of a batch leaves it to be done again', async () => {
  await save({ closedTicketsMonths: 24 });
  others.next = [undefined, 'away', 'away', 'away'];
  const { id } = await run();
  const stored = () => desk.database.collection<{ _id: string }>('retention_runs').findOne({ _id: id });
  await eventually(async () => expect(await stored()).toMatchObject({ batch: expect.any(Array), cursor: '50' }));
  const second = await desk.start();
  await desk.service.close();
  expect(counts(await done(id))).toMatchObject({ 'intake.tickets': 110 });
  const first = others.asked(forgetTickets).filter(({ ticketIds }) => ticketIds[0] === 't0');
  expect(first.length).toBeGreaterThan(1);
  expect(second).toBeDefined();
}, 40_000);

it('what is on hold is kept: by rules, and by hand', async () => {
  const hold = (kind: 'customer' | 'ticket', id: string) =>
    desk.bus.ask(placeHold, { kind, id, reason: 'A court asked' }, desk.as());
  await hold('customer', 'c1-double');
  await hold('ticket', 't2');
  await hold('ticket', 't2');
  expect((await desk.bus.ask(listHolds, {}, desk.as())).items).toMatchObject([
    { kind: 'customer', id: 'c1-double', reason: 'A court asked', by: { id: 'root' } },
    { kind: 'ticket', id: 't2' },
  ]);
  await expect(hold('ticket', 'nobody')).rejects.toMatchObject({ code: 'not-found' });
  await save({ closedTicketsMonths: 24, noticesDays: 365 });
  const ended = await done((await run()).id);
  expect(counts(ended)).toMatchObject({ 'access.held': 2, 'intake.tickets': 108 });
  const told = others.asked(forgetTickets).flatMap(({ ticketIds }) => ticketIds);
  expect(told.filter((id) => ['t1', 't2'].includes(id))).toEqual([]);
  expect(others.asked(forgetNotices).map(({ exceptTickets }) => exceptTickets)).toEqual([['t1'], ['t2']]);
  for (const id of ['c1', 'c2']) {
    const erasing = desk.bus.ask(erasePerson, { kind: 'customer', id }, desk.as());
    await expect(erasing).rejects.toMatchObject({ code: 'on-hold' });
  }
  await desk.bus.ask(endHold, { kind: 'customer', id: 'c1-double' }, desk.as());
  const { ended: last } = await desk.bus.ask(endHold, { kind: 'ticket', id: 't2' }, desk.as());
  expect(last).toMatchObject({ id: 't2' });
  expect(await desk.bus.ask(endHold, { kind: 'ticket', id: 't2' }, desk.as())).toEqual({});
  expect(counts(await done((await run()).id))).toMatchObject({ 'intake.tickets': 110 });
}, 60_000);

it('old records are cut off the log, which still holds from there and says so', async () => {
  await save({});
  await desk.allRecorded();
  const old = await desk.bus.ask(verifyAudit, {}, desk.as());
  desk.time.moveTo(desk.time.now() + 400 * 86_400_000);
  await save({ auditYears: 1 });
  await desk.allRecorded();
  const preview = await desk.bus.ask(previewRetention, { auditYears: 1 }, desk.as());
  expect(preview.auditRecords).toMatchObject({ count: old.last });
  const ended = await done((await run()).id);
  expect(counts(ended)).toMatchObject({ 'access.audit-records': old.last });
  const records = desk.database.collection<{ _id: number }>('audit_records');
  expect(await records.countDocuments({ _id: { $lte: old.last } })).toBe(0);
  const verified = await desk.bus.ask(verifyAudit, {}, desk.as());
  expect(verified).toMatchObject({ cutOff: old.last, complete: true });
  expect(verified.broken).toBeUndefined();
  const { items } = await desk.bus.ask(searchAudit, { action: 'access.cut-audit-log' }, desk.as());
  expect(items).toMatchObject([{ on: { id: String(old.last) }, changes: [{ field: 'hash', after: old.lastHash }] }]);
  await records.deleteOne({ _id: old.last + 1 });
  const tampered = await desk.bus.ask(verifyAudit, {}, desk.as());
  expect(tampered.broken).toEqual({ sequence: old.last + 1, why: 'missing' });
}, 40_000);

it('each night rules are applied once, by whichever replica', async () => {
  await save({ closedTicketsMonths: 24 });
  const { nextRunAt } = await rules();
  const night = new Date(nextRunAt!);
  desk.time.moveTo(night.getTime());
  const id = `night-${nextRunAt!.slice(0, 10)}`;
  await eventually(async () => {
    desk.time.moveTo(desk.time.now() + 5_000);
    expect(await desk.bus.ask(getRetentionRun, { runId: id }, desk.as())).toMatchObject({ by: { id: 'access' } });
  });
  await done(id);
  expect(Date.parse((await rules()).nextRunAt!)).toBe(night.getTime() + 86_400_000);
}, 40_000);

it('only administrators say how long data is kept', async () => {
  for (const role of ['agent', 'lead', 'manager', 'auditor'] as const) {
    const asking = { ...desk.as({ role }) };
    await expect(desk.bus.ask(saveRetentionRules, {}, asking)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(desk.bus.ask(beginRetentionRun, {}, asking)).rejects.toMatchObject({ code: 'forbidden' });
    const holding = desk.bus.ask(endHold, { kind: 'ticket', id: 't1' }, asking);
    await expect(holding).rejects.toMatchObject({ code: 'forbidden' });
  }
});
