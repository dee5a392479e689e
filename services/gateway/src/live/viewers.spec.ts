import { describe, expect, it } from '@jest/globals';
import { presentForMs, Viewers } from './viewers.js';

const seen = (personId: string, doing: 'viewing' | 'noting' | 'replying' | 'leaving', page = 'p1') => ({
  ticketId: 't',
  personId,
  page,
  doing,
  at: '2026-01-05T08:00:00.000Z',
});
const who = (viewers: Viewers): string[] => viewers.of('t').map(({ personId, doing }) => `${personId} ${doing}`);

describe('who has a ticket open', () => {
  it('those who write come first, then those who came first', () => {
    const viewers = new Viewers();
    viewers.hear({ ...seen('ben', 'viewing'), at: '2026-01-05T08:00:01.000Z' }, 1);
    viewers.hear(seen('ana', 'viewing'), 2);
    viewers.hear(seen('cem', 'replying'), 3);
    expect(who(viewers)).toEqual(['cem replying', 'ana viewing', 'ben viewing']);
  });

  it('a person with two pages is there once, with the stronger of them', () => {
    const viewers = new Viewers();
    viewers.hear(seen('ana', 'replying', 'p1'), 1);
    viewers.hear(seen('ana', 'viewing', 'p2'), 2);
    expect(who(viewers)).toEqual(['ana replying']);
    viewers.hear(seen('ana', 'leaving', 'p1'), 3);
    expect(who(viewers)).toEqual(['ana viewing']);
  });

  it('only a difference is news', () => {
    const viewers = new Viewers();
    expect(viewers.hear(seen('ana', 'viewing'), 1)).toBe(true);
    expect(viewers.hear(seen('ana', 'viewing'), 2)).toBe(false);
    expect(viewers.hear(seen('ana', 'replying'), 3)).toBe(true);
    expect(viewers.hear(seen('ana', 'leaving'), 4)).toBe(true);
    expect(viewers.hear(seen('ana', 'leaving'), 5)).toBe(false);
    expect(viewers.of('t')).toEqual([]);
  });

  it('who is not heard of any more is gone', () => {
    const viewers = new Viewers();
    viewers.hear(seen('ana', 'viewing'), 0);
    viewers.hear(seen('ben', 'viewing'), 10);
    expect(viewers.expire(presentForMs)).toEqual([]);
    expect(viewers.expire(presentForMs + 1)).toEqual(['t']);
    expect(who(viewers)).toEqual(['ben viewing']);
  });

  it('one person cannot fill the memory with pages', () => {
    const viewers = new Viewers();
    for (let i = 0; i < 100; i++) viewers.hear(seen('ana', 'viewing', `p${i}`), 1);
    for (let i = 0; i < 20; i++) viewers.hear(seen('ana', 'leaving', `p${i}`), 2);
    expect(viewers.of('t')).toEqual([]);
  });
});
