import { describe, expect, it } from '@jest/globals';
import { aTicket, noon, rules } from '../../../test/builders.js';
import { note, reply } from './conversation.js';
import { update } from './update.js';

const problem = (code: string, context = {}) =>
  expect.objectContaining({ code, context: expect.objectContaining(context) });

describe('what somebody has seen', () => {
  const ticket = aTicket({ status: 'in-progress', version: 7, changedIn: 5 });
  it.each([
    [4, false, 'somebody changed it since'],
    [5, true, 'only the system took notes since'],
    [7, true, 'nothing happened since'],
    [8, false, 'there is no such version'],
  ])('version %i of 7, changed in 5: accepted %s, since %s', (seenVersion, accepted) => {
    const change = () => update(ticket, { ticketId: 't', seenVersion, subject: 'New' }, noon, rules);
    if (accepted) expect(change()?.next).toMatchObject({ subject: 'New', changedIn: 8 });
    else
      expect(change).toThrow(
        problem('version-conflict', { currentVersion: 7, current: expect.objectContaining({ number: 'DB-10001' }) }),
      );
  });

  it('a note does not outdate it', () => {
    expect(note(ticket, { text: 'hm' }, noon)?.next.changedIn).toBe(5);
  });
});

describe('updating', () => {
  it('says what changed, from what to what', () => {
    const revision = update(
      aTicket(),
      { ticketId: 't', seenVersion: 1, priority: 'urgent', affected: 3, type: 'inquiry' },
      noon,
      rules,
    );
    expect(revision?.facts[0].data).toEqual({
      changes: { priority: { from: 'medium', to: 'urgent' }, affected: { from: null, to: 3 } },
    });
  });

  it('with what is there already is nothing', () => {
    expect(
      update(aTicket(), { ticketId: 't', seenVersion: 1, priority: 'medium', tags: [] }, noon, rules),
    ).toBeUndefined();
  });

  it('tags grow up to what a ticket may have, whoever adds them', () => {
    const tags = (count: number): string[] => Array.from({ length: count }, (_, n) => `t${n}`);
    const to = (from: number, count: number) => () =>
      update(aTicket({ tags: tags(from) }), { ticketId: 't', seenVersion: 1, tags: tags(count) }, noon, rules);
    expect(to(29, 30)()?.next.tags).toHaveLength(30);
    expect(to(30, 31)).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/tags' })] }));
    expect(to(40, 39)()?.next.tags).toHaveLength(39);
  });

  it('a closed ticket does not change', () => {
    const closed = aTicket({ status: 'closed' });
    expect(() => update(closed, { ticketId: 't', seenVersion: 1, subject: 'x' }, noon, rules)).toThrow(
      problem('move-not-allowed'),
    );
    expect(() => reply(closed, { text: 'x' }, noon, rules)).toThrow(problem('move-not-allowed'));
  });
});
