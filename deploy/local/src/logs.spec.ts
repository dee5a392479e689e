import { closeSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { lastErrorLine, openLog, readFrom } from './logs.js';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deskbeat-logs-'));
  file = join(dir, 'a.log');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('a log that grew large starts anew, and one older is kept', () => {
  writeFileSync(file, 'x'.repeat(11));
  closeSync(openLog(file, 10));
  expect(readFileSync(file, 'utf8')).toBe('');
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('x'.repeat(11));
});

it('a small log goes on', () => {
  writeFileSync(file, 'x');
  closeSync(openLog(file, 10));
  expect(existsSync(`${file}.1`)).toBe(false);
});

it.each([
  ['a stack', 'starting\nError: no such queue\n    at load (a.js:1)\n\nNode.js v20.20.2\n', 'Error: no such queue'],
  ['JSON lines', '{"level":50,"msg":"cannot bind","err":{"message":"EADDRINUSE"}}\n', 'cannot bind error: EADDRINUSE'],
  ['no error', 'one\ntwo\n', 'two'],
  ['an error before other lines', '[FTL] no disk\nbye\n', '[FTL] no disk'],
  ['nothing', '', undefined],
])('finds the cause in %s', (_, text, line) => {
  writeFileSync(file, text);
  expect(lastErrorLine(file)).toBe(line);
});

it('reads on from where it was, and from the start of a file that was rotated', () => {
  writeFileSync(file, 'one\ntwo\n');
  expect(readFrom(file, 4)).toEqual({ text: 'two\n', next: 8 });
  writeFileSync(file, 'new\n');
  expect(readFrom(file, 8)).toEqual({ text: 'new\n', next: 4 });
});
