import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { claimRunFile, readRunFile, releaseRunFile, type RunRecord, updateRunFile } from './run-file.js';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deskbeat-run-'));
  file = join(dir, 'run.json');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const aProcess = (pid: number) => ({ name: `p${pid}`, pid, startTime: '5', command: `node ${pid}` });
const aRecord = (pid: number, children: number[] = []): RunRecord => ({
  supervisor: aProcess(pid),
  startedAt: '2026-01-01T00:00:00Z',
  urls: {},
  children: children.map(aProcess),
});
const alive =
  (...pids: number[]) =>
  ({ pid }: { pid: number }) =>
    pids.includes(pid);

it('the first start gets the file', () => {
  expect(claimRunFile(file, aRecord(1), alive())).toEqual({ claimed: true, leftovers: [] });
  expect(readRunFile(file)).toEqual(aRecord(1));
});

it('a second start is told who runs', () => {
  claimRunFile(file, aRecord(1), alive());
  expect(claimRunFile(file, aRecord(2), alive(1))).toEqual({ claimed: false, holder: aRecord(1) });
  expect(readRunFile(file)).toEqual(aRecord(1));
});

it('the file of a killed supervisor is taken over with those of its children that are still there', () => {
  claimRunFile(file, aRecord(1, [10, 11]), alive());
  expect(claimRunFile(file, aRecord(2), alive(11))).toEqual({ claimed: true, leftovers: [aProcess(11)] });
  expect(readRunFile(file)).toEqual(aRecord(2));
});

it('half a file, as a full disk leaves it, is taken over', () => {
  writeFileSync(file, '{ "supervisor": { "pi');
  expect(claimRunFile(file, aRecord(2), alive())).toEqual({ claimed: true, leftovers: [] });
});

it('leaves nothing beside the file, and nothing when it is released', () => {
  claimRunFile(file, aRecord(1), alive());
  claimRunFile(file, aRecord(2), alive());
  updateRunFile(file, aRecord(2, [3]));
  expect(readdirSync(dir)).toEqual(['run.json']);
  releaseRunFile(file);
  expect(readdirSync(dir)).toEqual([]);
});
