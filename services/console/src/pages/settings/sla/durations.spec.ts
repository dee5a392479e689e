import { durationText, msIn } from './durations.js';

const minutes = (n: number) => n * 60_000;

describe('durations as people type them', () => {
  it.each([
    ['2 h', 120],
    ['2h30', 150],
    ['2 h 30 min', 150],
    ['90min', 90],
    ['1:30', 90],
    ['1,5', 90],
    ['3 d', 3 * 24 * 60],
    ['2 小时 30 分钟', 150],
  ])('%s', (text, expected) => expect(msIn(text)).toBe(minutes(expected)));

  it.each(['', 'soon', '2 weeks', '-1 h', '1 h x'])('%j is none', (text) => expect(msIn(text)).toBeUndefined());

  it.each([30, 60, 150, 720 * 60])('are typed as they are read: %d min', (n) => {
    for (const units of [
      { h: 'h', min: 'min' },
      { h: '小时', min: '分钟' },
    ])
      expect(msIn(durationText(minutes(n), units))).toBe(minutes(n));
  });
});
