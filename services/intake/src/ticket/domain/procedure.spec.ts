import { expect, it } from '@jest/globals';
import type { Actor, PersonRole, Status } from '@deskbeat/contracts';
import { aTicket, decided, noon, rules } from '../../../test/builders.js';
import { checklistOf } from './checklist.js';
import { tick } from './procedure.js';

const step = (key: string, owner?: 'anyone' | 'assignee' | 'lead') => ({
  key,
  label: `Do ${key}`,
  status: 'in-progress' as const,
  ...(owner && { owner }),
});
const steps = [step('call'), step('diagnosis', 'assignee'), step('approval', 'lead')];
const withSteps = { ...rules, types: new Map([['inquiry', { active: true, fields: [], steps }]]) };
const person = (id: string): Actor => ({ kind: 'person', id });
const ticking = (key: string, actor: Actor, role?: PersonRole, status: Status = 'in-progress') =>
  tick(aTicket({ status }), { ticketId: 't', step: key, done: true }, { actor, role }, noon, withSteps);

it.each<[string, Actor, PersonRole | undefined, boolean]>([
  ['call', person('ben'), 'agent', true],
  ['call', person('new'), undefined, true],
  ['call', { kind: 'customer', id: 'c' }, undefined, false],
  ['diagnosis', person('ana'), 'agent', true],
  ['diagnosis', person('ben'), 'agent', false],
  ['diagnosis', person('ben'), 'lead', true],
  ['approval', person('ana'), 'agent', false],
  ['approval', person('ben'), 'manager', true],
  ['approval', { kind: 'system', id: 'erp' }, undefined, true],
  ['approval', { kind: 'customer', id: 'c' }, undefined, false],
])('%s is ticked by %j, %s: %s', (key, actor, role, allowed) => {
  if (allowed) expect(ticking(key, actor, role)?.next.ticked).toEqual([{ step: key, by: actor, at: noon }]);
  else expect(() => ticking(key, actor, role)).toThrow(expect.objectContaining({ code: 'forbidden' }));
});

it('a tick says what was done and outdates nobody; twice it is nothing; taken back it is gone', () => {
  const ana = { actor: person('ana') };
  const ticket = aTicket({ status: 'in-progress', version: 7, changedIn: 5 });
  const doing = (done: boolean) => ({ ticketId: 't', step: 'call', done });
  const once = tick(ticket, doing(true), ana, noon, withSteps)!;
  expect(once.facts).toMatchObject([{ data: { step: 'call', label: 'Do call', status: 'in-progress', done: true } }]);
  expect(once.next.changedIn).toBe(5);
  const done = decided(ticket, once);
  expect(tick(done, doing(true), ana, noon, withSteps)).toBeUndefined();
  expect(checklistOf(done, withSteps).map((one) => one.done?.at)).toEqual([noon.toISOString(), undefined, undefined]);
  const back = tick(done, doing(false), ana, noon, withSteps)!;
  expect(back.next).not.toHaveProperty('ticked');
  expect(back.facts).toMatchObject([{ data: { step: 'call', done: false } }]);
  expect(tick(ticket, doing(false), ana, noon, withSteps)).toBeUndefined();
});

it('what the type has not, and what is closed, is not ticked', () => {
  expect(() => ticking('dance', person('ana'))).toThrow(expect.objectContaining({ code: 'not-found' }));
  expect(() => ticking('call', person('ana'), 'agent', 'closed')).toThrow(
    expect.objectContaining({ code: 'move-not-allowed' }),
  );
});
