import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { problemOf } from '@deskbeat/contracts';
import { parseQuery } from './query.js';

const word = (text: string, more: object = {}) => ({ text, isPhrase: false, isBeginning: false, not: false, ...more });
const now = new Date('2026-03-04T12:00:00Z');
const date = (day: string): Date => new Date(`${day}T00:00:00Z`);

describe('a line of search', () => {
  it.each<[string, object]>([
    ['', { sought: [], filters: [] }],
    ['vpn', { sought: [word('vpn', { isBeginning: true })], filters: [] }],
    ['vpn ', { sought: [word('vpn')], filters: [] }],
    ['blue scr', { sought: [word('blue'), word('scr', { isBeginning: true })], filters: [] }],
    ['"blue screen"', { sought: [word('blue screen', { isPhrase: true })], filters: [] }],
    [
      '-printer -"paper jam"',
      { sought: [word('printer', { not: true }), word('paper jam', { isPhrase: true, not: true })], filters: [] },
    ],
    [
      'status:OPEN priority:urgent,high',
      {
        sought: [],
        filters: [
          { key: 'status', values: ['open'], not: false },
          { key: 'priority', values: ['urgent', 'high'], not: false },
        ],
      },
    ],
    [
      'status：open “蓝屏 死机” VPN：断开',
      {
        sought: [word('蓝屏 死机', { isPhrase: true }), word('VPN：断开', { isBeginning: true })],
        filters: [{ key: 'status', values: ['open'], not: false }],
      },
    ],
    ['type:Fault', { sought: [], filters: [{ key: 'type', values: ['fault'], not: false }] }],
    ['-tag:"out of hours"', { sought: [], filters: [{ key: 'tag', values: ['out of hours'], not: true }] }],
    ['tag:"cold, dark"', { sought: [], filters: [{ key: 'tag', values: ['cold, dark'], not: false }] }],
    [
      'tag:a,"b, c",d,“e” vpn',
      {
        sought: [word('vpn', { isBeginning: true })],
        filters: [{ key: 'tag', values: ['a', 'b, c', 'd', 'e'], not: false }],
      },
    ],
    ['field.model:"X, 1"', { sought: [], filters: [{ key: 'field.model', values: ['X, 1'], not: false }] }],
    ['"a","b"', { sought: [word('a', { isPhrase: true }), word(','), word('b', { isPhrase: true })], filters: [] }],
    ['created:>2026-01-01', { sought: [], filters: [{ key: 'created', from: date('2026-01-02'), not: false }] }],
    [
      'created:2026-01-31',
      { sought: [], filters: [{ key: 'created', from: date('2026-01-31'), to: date('2026-02-01'), not: false }] },
    ],
    ['due:<=2026-01-01', { sought: [], filters: [{ key: 'due', to: date('2026-01-02'), not: false }] }],
    [
      'updated:2026-01-01..2026-01-03',
      { sought: [], filters: [{ key: 'updated', from: date('2026-01-01'), to: date('2026-01-04'), not: false }] },
    ],
    ['due:<+4h', { sought: [], filters: [{ key: 'due', to: new Date('2026-03-04T16:00:00Z'), not: false }] }],
    ['updated:>-7d', { sought: [], filters: [{ key: 'updated', from: new Date('2026-02-25T12:00:00Z'), not: false }] }],
    ['-due:<now', { sought: [], filters: [{ key: 'due', to: now, not: true }] }],
    ['field.asset:WS-1', { sought: [], filters: [{ key: 'field.asset', values: ['WS-1'], not: false }] }],
    [
      'http://intra.example.test/x',
      { sought: [word('http://intra.example.test/x', { isBeginning: true })], filters: [] },
    ],
    ['at 10:30 ', { sought: [word('at'), word('10:30')], filters: [] }],
    ['打印机 卡', { sought: [word('打印机'), word('卡', { isBeginning: true })], filters: [] }],
  ])('%s', (line, expected) => {
    expect(parseQuery(line, now)).toEqual(expected);
  });

  it.each<[string, number, RegExp]>([
    ['vpn colour:red', 5, /"colour" is no filter; filters are status/],
    ['status:opened', 1, /status is one of new, .* not "opened"/],
    ['vpn "blue', 5, /never closed/],
    ['tag:a,"b', 1, /never closed/],
    ['tag:""', 1, /needs a value/],
    ['priority:', 1, /needs a value/],
    ['tag:,', 1, /needs a value/],
    ['priority:>low', 1, /takes values/],
    ['created:yesterday', 1, /no day or time/],
    ['due:<4h', 1, /no day or time/],
    ['created:2026-02-30', 1, /no day or time/],
    ['created:>2026-01-01..2026-01-02', 1, /range/],
    ['field.cost:>cheap', 1, /no number and no day/],
    ['field.cost:1..2026-01-01', 1, /two numbers or of two days/],
    ['field.visit:<2026-02-30', 1, /no day/],
    ['vpn - ', 5, /nothing to look for/],
    ['""', 1, /nothing to look for/],
    [Array(31).fill('x').join(' '), 61, /at most 30/],
  ])('%s is refused with the position and the rule', (line, position, rule) => {
    const refused = (() => {
      try {
        return parseQuery(line, now);
      } catch (error) {
        return problemOf(error);
      }
    })();
    expect(refused).toMatchObject({
      code: 'validation-failed',
      context: { position, rule: expect.stringMatching(rule) },
    });
  });

  it('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        try {
          parseQuery(line, now);
        } catch (error) {
          expect(problemOf(error).code).toBe('validation-failed');
        }
      }),
    );
  });
});
