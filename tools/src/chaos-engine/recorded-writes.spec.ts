import { jest } from '@jest/globals';
import { Disk, stepsOf, type Step } from './recorded-writes.js';

const files = new Map([
  ['20', { name: 'data', synced: false }],
  ['21', { name: 'data', synced: true }],
  ['22', { name: 'log', synced: false }],
]);
const hex = (text: string) => [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
const read = (...lines: string[]): Step[] => [...stepsOf(lines, files)];

function survivors(steps: Step[]): string {
  const disk = new Disk(new Map([['data', Buffer.from('....')]]));
  for (const step of steps) disk.apply(step);
  jest.spyOn(Math, 'random').mockReturnValue(0.9);
  const after = disk.afterPowerLoss().get('data')!.toString();
  jest.restoreAllMocks();
  return after;
}

describe('what a power cut leaves', () => {
  const write = `7 pwrite64(20, "${hex('ab')}", 2, 1) = 2`;

  it('is what was there when nothing was synced', () => {
    expect(survivors(read(write))).toBe('....');
  });

  it('is what was written before a sync that ended', () => {
    const late = `7 pwrite64(20, "${hex('z')}", 1, 3) = 1`;
    expect(survivors(read(write, '7 fdatasync(20 <unfinished ...>'))).toBe('....');
    expect(survivors(read(write, '7 fdatasync(20 <unfinished ...>', late, '7 <... fdatasync resumed>) = 0'))).toBe(
      '.ab.',
    );
    expect(survivors(read(write, '7 fdatasync(20) = 0'))).toBe('.ab.');
  });

  it('is nothing of a file that was not synced itself', () => {
    expect(survivors(read(write, '7 fdatasync(22) = 0'))).toBe('....');
  });

  it('is what was written through a descriptor that syncs by itself, and in pieces', () => {
    const pieces = `[{iov_base="${hex('x')}", iov_len=1}, {iov_base="${hex('yz')}", iov_len=2}]`;
    expect(survivors(read('7 lseek(21, 2, SEEK_SET) = 2', `7 writev(21, ${pieces}, 2) = 3`))).toBe('..xyz');
  });
});

it('knows which request an answer belongs to', () => {
  const head = Buffer.alloc(21);
  head.writeInt32LE(77, 8);
  expect(read(`7 write(33, "${hex(head.toString('latin1'))}", 21) = 21`)).toEqual([{ kind: 'answer', to: 77 }]);
});
