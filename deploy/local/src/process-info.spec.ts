import { expect, it } from '@jest/globals';
import { isSameProcess, processInfo } from './process-info.js';

it('knows this process', () => {
  const info = processInfo(process.pid)!;
  expect(info.memory).toBeGreaterThan(10_000_000);
  expect(info.command).toContain('node');
  expect(isSameProcess(info)).toBe(true);
});

it('a process with the number of an earlier one is another', () => {
  const info = processInfo(process.pid)!;
  expect(isSameProcess({ ...info, startTime: '1' })).toBe(false);
  expect(isSameProcess({ ...info, command: 'nats-server' })).toBe(false);
});

it('a process that is not there has no information', () => {
  expect(processInfo(2 ** 22 + 1)).toBeUndefined();
});
