import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Log, logFile } from './log.js';

const one = Buffer.from('generation 1'.slice(-8));
const two = Buffer.from('generation 2'.slice(-8));
let dir: string;
let log: Log;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'engine-log-'));
  log = new Log(dir, one);
});

afterEach(() => {
  log.close();
  rmSync(dir, { recursive: true, force: true });
});

function write(...keys: string[]): void {
  for (const key of keys) log.note(0, Buffer.from(key), Buffer.from(`value of ${key}`));
  log.sync();
}

function read(generation: Buffer): string[] {
  const opened = new Log(dir, generation);
  const changes = [...opened.read()];
  opened.close();
  return changes.map(({ key, value }) => `${key.toString()}: ${value?.toString() ?? 'gone'}`);
}

describe('the log', () => {
  it('gives back what was put and what was removed, in order', () => {
    write('a', 'b');
    log.note(1, Buffer.from('a'));
    log.note(1, Buffer.from('c'), Buffer.alloc(0));
    log.sync();
    expect(read(one)).toEqual(['a: value of a', 'b: value of b', 'a: gone', 'c: ']);
    expect([...log.read()].map(({ database }) => database)).toEqual([0, 0, 1, 1]);
  });

  it('holds nothing that was not synced or was forgotten', () => {
    log.note(0, Buffer.from('forgotten'), Buffer.alloc(0));
    log.begin();
    write('a');
    log.note(0, Buffer.from('late'), Buffer.alloc(0));
    expect(read(one)).toEqual(['a: value of a']);
  });

  it('begins again with each generation, whatever stands behind', () => {
    write('a');
    write('b');
    log.restart(two);
    expect(read(two)).toEqual([]);
    write('c');
    expect(read(two)).toEqual(['c: value of c']);
    expect(read(one)).toEqual([]);
  });

  it('ends before a frame of which a part is missing or wrong', () => {
    write('a');
    const whole = log.size;
    write('b');
    const bytes = readFileSync(logFile(dir));
    for (let at = whole; at < bytes.length; at++) {
      const torn = Buffer.from(bytes);
      torn[at]! ^= 1;
      writeFileSync(logFile(dir), torn);
      expect(read(one)).toEqual(['a: value of a']);
      writeFileSync(logFile(dir), bytes.subarray(0, at));
      expect(read(one)).toEqual(['a: value of a']);
    }
  });

  it('takes much at once', () => {
    const value = Buffer.alloc(3 * 2 ** 20, 7);
    log.note(0, Buffer.from('large'), value);
    log.sync();
    write('a');
    expect([...log.read()][0]!.value!.equals(value)).toBe(true);
  });
});
