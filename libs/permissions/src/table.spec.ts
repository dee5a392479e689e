import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { allRequests, roles, type Identity, type Role } from '@deskbeat/contracts';
import { Entitlement } from './entitlement.js';
import { keyOf, permissionKeys, permissionOf } from './table/index.js';

const subjects = allRequests().map(({ subject }) => subject);
const someone = (role: Role, that: Partial<Identity> = {}): Identity => ({
  kind: role === 'customer' || role === 'system' ? role : 'person',
  id: 'somebody',
  role,
  teams: ['t1'],
  queues: ['q1'],
  ...that,
});
const entitled = (role: Role, that?: Partial<Identity>): Entitlement => new Entitlement(someone(role, that));
const usable = (role: Role, that?: Partial<Identity>): string[] =>
  subjects.filter((subject) => entitled(role, that).of(subject) !== 'no').map(keyOf);
const subjectOf = (key: string): string => `rpc.${key}.v1`;

it('the table (libs/permissions/src/table) says of every contract who may use it', () => {
  expect(subjects.map(keyOf).filter((key) => !permissionKeys().includes(key))).toEqual([]);
});

it('a contract that the table does not know is nobody’s', () => {
  for (const role of roles) expect(entitled(role).of('rpc.intake.burn-tickets.v1')).toBe('no');
  for (const role of roles) expect(entitled(role).of('rpc.intake.constructor.v1')).toBe('no');
});

it('an administrator may do all but what is between services', () => {
  const others = subjects.filter((subject) => entitled('administrator').of(subject) === 'no');
  expect(others.filter((subject) => Object.keys(permissionOf(subject)!.roles).length > 0)).toEqual([]);
});

it('an auditor changes nothing but what is their own', () => {
  const reading = /\.(get|list|search|count|find|export|preview|probe|try|read|see)-/;
  expect(usable('auditor').filter((key) => !reading.test(key) && !key.startsWith('access.'))).toEqual([
    'intake.answer-confirmation',
    'notifications.mark-read',
    'notifications.save-preferences',
  ]);
});

it('a customer has a door of their own and no other', () => {
  expect(
    usable('customer')
      .filter((key) => !key.startsWith('access.'))
      .sort(),
  ).toEqual([
    'intake.answer-confirmation',
    'intake.begin-upload',
    'intake.change-status',
    'intake.discard-file',
    'intake.end-upload',
    'intake.get-asset',
    'intake.get-confirmation',
    'intake.get-customer',
    'intake.get-file',
    'intake.get-thumbnail',
    'intake.get-ticket',
    'intake.get-ticket-form',
    'intake.get-ticket-type',
    'intake.get-timeline',
    'intake.list-assets',
    'intake.list-attachments',
    'intake.list-ticket-types',
    'intake.list-tickets',
    'intake.open-follow-up',
    'intake.open-ticket',
    'intake.read-piece',
    'intake.receive-message',
    'intake.see-tickets',
    'intake.send-piece',
  ]);
});

it.each<[Role, string]>([
  ['agent', 'assignment.save-person'],
  ['agent', 'assignment.save-routing-rules'],
  ['agent', 'sla.change-policy'],
  ['agent', 'notifications.save-webhook'],
  ['agent', 'intake.export-customers'],
  ['lead', 'assignment.save-team'],
  ['lead', 'sla.create-policy'],
  ['manager', 'assignment.save-person'],
  ['manager', 'notifications.save-webhook'],
])('a %s may not use %s', (role, key) => {
  expect(entitled(role).of(subjectOf(key))).toBe('no');
});

describe('a key with scopes', () => {
  const key = (...scopes: string[]) => entitled('system', { scopes });
  it('is for these contracts only', () => {
    expect(key('intake.open-ticket').of(subjectOf('intake.open-ticket'))).toBe('yes');
    expect(key('intake.open-ticket').of(subjectOf('intake.get-ticket'))).toBe('no');
    expect(key('intake.*').of(subjectOf('intake.get-ticket'))).toBe('yes');
    expect(key('intake.*').of(subjectOf('sla.get-clock'))).toBe('no');
  });
  it('gives nothing that its role has not', () => {
    expect(key('*').of(subjectOf('assignment.save-person'))).toBe('no');
    expect(key('assignment.save-person').of(subjectOf('assignment.save-person'))).toBe('no');
    expect(key().of(subjectOf('intake.get-ticket'))).toBe('no');
  });
  it('takes from a person as well', () => {
    expect(entitled('administrator', { scopes: ['intake.get-ticket'] }).of(subjectOf('sla.create-policy'))).toBe('no');
  });
});

it('a service may ask what the table says that it asks, and nothing else', () => {
  const sla = entitled('system', { id: 'sla' });
  expect(sla.of(subjectOf('intake.update-ticket'))).toBe('yes');
  expect(sla.of(subjectOf('assignment.save-person'))).toBe('no');
  expect(entitled('system', { id: 'analytics' }).of(subjectOf('intake.get-ticket'))).toBe('no');
});

/** What a service asks on only while it answers somebody, with their identity. */
const passedOn = ['assign-ticket', 'return-ticket', 'move-to-queue'].map((what) => `rpc.assignment.${what}.v1 intake`);

it('every service may ask what its sources ask (docs/subjects.md)', async () => {
  const document = await readFile(new URL('../../../docs/subjects.md', import.meta.url), 'utf8');
  const lines = document.matchAll(/^\| `(rpc\.[^`]+)` *\|[^|]*\| ([^|]*?) *\|/gmu);
  const asking = [...lines].flatMap(([, subject, services]) =>
    services!.split(', ').flatMap((id) => (id === '–' || id === 'gateway' ? [] : [{ subject: subject!, id }])),
  );
  const refused = asking.filter(({ subject, id }) => entitled('system', { id }).of(subject) === 'no');
  expect(asking.length).toBeGreaterThan(5);
  expect(refused.map(({ subject, id }) => `${subject} ${id}`).filter((one) => !passedOn.includes(one))).toEqual([]);
});

describe('where agents see the tickets of their teams', () => {
  const agent = (that: Partial<Identity> = {}) => entitled('agent', { id: 'ana', reach: 'teams', ...that });
  const get = subjectOf('intake.get-ticket');
  it.each<[string, object, boolean]>([
    ['of a queue of theirs', { customerId: 'c1', queueId: 'q1', assigneeId: 'ben' }, true],
    ['of another queue', { customerId: 'c1', queueId: 'q2' }, false],
    ['of another queue, that they have', { customerId: 'c1', queueId: 'q2', assigneeId: 'ana' }, true],
    ['that they work on with others', { queueId: 'q2', assigneeId: 'ben', collaborators: ['cleo', 'ana'] }, true],
    ['that they watch', { queueId: 'q2', assigneeId: 'ben', watchers: ['ana'] }, true],
    ['of somebody without a queue', { assigneeId: 'ben' }, false],
    ['that nobody has and that waits nowhere', { customerId: 'c1' }, true],
  ])('a ticket %s', (_, ticket, isSeen) => {
    expect(agent().covers(get, { ...ticket })).toBe(isSeen);
  });
  it('lists are narrowed to the same', () => {
    expect(agent().narrowing(subjectOf('intake.list-tickets'))).toEqual({
      $or: expect.arrayContaining([{ queueId: { $in: ['q1'] } }, { assigneeId: 'ana' }]) as unknown,
    });
  });
  it('counts over all tickets are not for them', () => {
    expect(agent().of(subjectOf('analytics.get-overview'))).toBe('no');
    expect(agent({ reach: 'all' }).of(subjectOf('analytics.get-overview'))).toBe('yes');
  });
  it('a manager sees everything', () => {
    expect(entitled('manager', { reach: 'teams' }).of(get)).toBe('yes');
  });
  it('without teams only what is theirs or nobody’s', () => {
    const alone = agent({ teams: [], queues: undefined });
    expect(alone.covers(get, { queueId: 'q1', assigneeId: 'ben' })).toBe(false);
    expect(alone.covers(get, { assigneeId: 'ana' })).toBe(true);
  });
});

describe('a customer', () => {
  const customer = entitled('customer', { id: 'c1', teams: [] });
  it('sees their own tickets', () => {
    expect(customer.covers(subjectOf('intake.get-ticket'), { customerId: 'c1' })).toBe(true);
    expect(customer.covers(subjectOf('intake.get-ticket'), { customerId: 'c2' })).toBe(false);
    expect(customer.covers(subjectOf('intake.get-ticket'), {})).toBe(false);
    expect(customer.narrowing(subjectOf('intake.list-tickets'))).toEqual({
      customerId: 'c1',
      inside: { $exists: false },
    });
    expect(customer.covers(subjectOf('intake.get-ticket'), { customerId: 'c1', inside: true })).toBe(false);
  });
  it('sees those of the customers that were merged into it', () => {
    const merged = entitled('customer', { id: 'c1', teams: [], members: ['c2'] });
    const get = subjectOf('intake.get-ticket');
    const seen = ['c1', 'c2', 'c3'].map((customerId) => merged.covers(get, { customerId }));
    expect(seen).toEqual([true, true, false]);
    expect(merged.covers(subjectOf('intake.get-customer'), { id: 'c2' })).toBe(true);
    expect(merged.narrowing(subjectOf('intake.list-tickets'))).toEqual({
      customerId: { $in: ['c1', 'c2'] },
      inside: { $exists: false },
    });
  });
  it('sends the fields that are theirs', () => {
    const open = subjectOf('intake.open-ticket');
    expect(() => customer.needFields(open, { subject: 'x', customer: { id: 'c1' } })).not.toThrow();
    expect(() => customer.needFields(open, { subject: 'x', priority: 'urgent' })).toThrow(
      expect.objectContaining({ code: 'forbidden', errors: [{ pointer: '/priority', message: expect.any(String) }] }),
    );
  });
  it('is one only as a customer', () => {
    expect(entitled('customer', { kind: 'person' }).of(subjectOf('intake.get-ticket'))).toBe('no');
  });
});

it('every permission is about a kind that its scopes can be decided on', () => {
  for (const key of permissionKeys()) {
    const { roles: who, about } = permissionOf(subjectOf(key))!;
    const scopes = new Set(Object.values(who));
    if (about.kind === 'nothing')
      expect([...scopes].filter((scope) => scope !== 'all' && scope !== 'wide')).toEqual([]);
    if (scopes.has('self')) expect(about.kind).toBe('person');
  }
});
