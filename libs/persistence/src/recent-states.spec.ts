import { RecentStates } from './recent-states.js';

describe('states as this process wrote them', () => {
  let now: number;
  let recent: RecentStates<{ _id: string; version: number }>;
  beforeEach(() => {
    now = 0;
    recent = new RecentStates(() => now);
  });
  const state = (_id: string, version: number) => ({ _id, version });

  it('are known for seconds', () => {
    recent.keep(state('a', 1));
    now = 5_000;
    expect(recent.get('a')).toEqual(state('a', 1));
    now = 5_001;
    expect(recent.get('a')).toBeUndefined();
  });

  it('never go back', () => {
    recent.keep(state('a', 2));
    recent.keep(state('a', 1));
    expect(recent.get('a')).toEqual(state('a', 2));
  });

  it('are not asked for a while after another process wrote one of them', () => {
    const [first, other] = [state('a', 1), state('b', 1)];
    recent.keep(first);
    recent.keep(other);
    recent.refuse(first);
    expect(recent.get('b')).toBeUndefined();
    now = 1_000;
    expect([recent.get('a'), recent.get('b')]).toEqual([undefined, other]);
  });

  it('that this process overtook itself say nothing about others', () => {
    const first = state('a', 1);
    recent.keep(first);
    recent.keep(state('a', 2));
    recent.refuse(first);
    expect(recent.get('a')).toEqual(state('a', 2));
  });

  it('are at most 500', () => {
    for (let n = 0; n <= 500; n++) recent.keep(state(`${n}`, 1));
    expect([recent.get('0'), recent.get('1')]).toEqual([undefined, state('1', 1)]);
  });
});
