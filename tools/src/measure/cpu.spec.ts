import { expect, it } from '@jest/globals';
import { cpuLines, CpuMeter, cpuSecondsIn } from './cpu.js';

it('reads user and system time even when the name of the program holds blanks and brackets', () => {
  const rest = 'S 1 2 3 0 -1 4194560 100 0 0 0 250 50 7 8 20 0 11 0 12345 1000 200';
  expect(cpuSecondsIn(`4711 (a (b) c) ${rest}`)).toBe(3);
});

it('leaves out a process that is not there', () => {
  expect(new CpuMeter([{ name: 'gone', pid: 2 ** 22 + 1 }]).read()).toEqual([]);
});

it('relates to a thousand and sums up', () => {
  const uses = [
    { name: 'intake', seconds: 2 },
    { name: 'sla', seconds: 1 },
  ];
  expect(cpuLines(uses, 500)).toEqual([
    'intake             4.00',
    'sla                2.00',
    'all                6.00',
  ]);
});
