import { describe, expect, it } from '@jest/globals';
import { statuses, type Waker } from '@deskbeat/contracts';
import { aTicket, decided, hour, later, noon, rules } from '../../../test/builders.js';
import { follow, snooze, unfollow, wake } from './attention.js';
import { changeStatus } from './change-status.js';
import { receive } from './conversation.js';
import { neverDue, type Ticket } from './ticket-state.js';

const shown = (decision: { facts: readonly { subject: string }[] } | undefined): string[] | undefined =>
  decision?.facts.map(({ subject }) => subject.split('.')[2]!);
const asleep = (until?: Date): Ticket => {
  const ticket = aTicket({ status: 'in-progress' });
  return decided(ticket, snooze(ticket, { until: until?.toISOString() }, noon)!);
};

describe.each(['watcher', 'collaborator'] as const)('a %s', (role) => {
  it('is added once, found by, and removed once', () => {
    const ticket = aTicket();
    const added = follow(ticket, role, 'Ben', noon)!;
    expect(added.facts).toMatchObject([{ data: { role, personId: 'Ben', number: 'DB-10001' } }]);
    expect(added.next).toMatchObject({ [`${role}s`]: ['Ben'], facets: [`${role}=Ben`], changedIn: 1 });
    const followed = decided(ticket, added);
    expect(follow(followed, role, 'Ben', noon)).toBeUndefined();
    const removed = unfollow(followed, role, 'Ben', noon)!;
    expect(shown(removed)).toEqual(['follower-removed']);
    for (const name of [`${role}s`, 'facets']) expect(removed.next).not.toHaveProperty(name);
    expect(unfollow(decided(followed, removed), role, 'Ben', noon)).toBeUndefined();
  });

  it('is one of fifty at most, and of no closed ticket', () => {
    const full = aTicket({ [`${role}s`]: Array.from({ length: 50 }, (_, n) => `p${n}`) });
    expect(() => follow(full, role, 'ben', noon)).toThrow(expect.objectContaining({ code: 'validation-failed' }));
    expect(() => follow(aTicket({ status: 'closed' }), role, 'ben', noon)).toThrow(
      expect.objectContaining({ code: 'move-not-allowed' }),
    );
  });
});

describe('a ticket that is out of the way', () => {
  it('until a time or until the customer writes', () => {
    expect(asleep(later(hour))).toMatchObject({ snoozedUntil: later(hour), facets: ['snoozed=yes'] });
    expect(asleep()).toMatchObject({ snoozedUntil: neverDue });
    expect(snooze(asleep(later(hour)), { until: later(hour).toISOString() }, noon)).toBeUndefined();
    expect(shown(snooze(asleep(later(hour)), {}, noon))).toEqual(['snoozed']);
  });

  it('is not put there until a time that has passed', () => {
    expect(() => snooze(aTicket(), { until: noon.toISOString() }, noon)).toThrow(
      expect.objectContaining({ code: 'validation-failed' }),
    );
  });

  it.each(statuses)('is open: %s', (status) => {
    const put = () => snooze(aTicket({ status }), {}, noon);
    if (status === 'resolved' || status === 'closed') expect(put).toThrow();
    else expect(shown(put())).toEqual(['snoozed']);
  });

  it.each<[Waker, Date | undefined, Date, boolean]>([
    ['time', later(hour), later(hour - 1), false],
    ['time', later(hour), later(hour), true],
    ['time', undefined, later(1_000 * hour), false],
    ['person', later(hour), noon, true],
    ['person', undefined, noon, true],
  ])('comes back by %s, put away until %s, at %s: %s, once', (by, until, at, comes) => {
    const ticket = asleep(until);
    const woken = wake(ticket, by, at);
    expect(woken?.facts).toEqual(
      comes ? [expect.objectContaining({ data: expect.objectContaining({ by, assigneeId: 'ana' }) })] : undefined,
    );
    if (woken) expect(wake(decided(ticket, woken), by, at)).toBeUndefined();
  });

  it('comes back at once when the customer writes', () => {
    const revision = receive(asleep(), { text: 'Any news?' }, noon);
    expect(shown(revision)).toEqual(['message-received', 'woken']);
    for (const name of ['snoozedUntil', 'facets']) expect(revision?.next).not.toHaveProperty(name);
  });

  it('is so no more once it is resolved', () => {
    const resolved = { ticketId: 't', seenVersion: 2, to: 'resolved' as const, resolution: 'done' };
    expect(changeStatus(asleep(later(hour)), resolved, noon, rules)?.next).not.toHaveProperty('snoozedUntil');
  });
});
