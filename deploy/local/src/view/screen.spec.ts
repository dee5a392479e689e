import { expect, it } from '@jest/globals';
import type { UnitStatus } from '../supervise/unit.js';
import { LineScreen, LiveScreen } from './screen.js';

const aStatus = (status: Partial<UnitStatus> = {}): UnitStatus => ({
  name: 'sla',
  state: 'ready',
  restarts: 0,
  ...status,
});
const capture = () => {
  const written: string[] = [];
  return { written, write: (text: string) => written.push(text), columns: 80, rows: 24 };
};

it('lines: one per change, with what matters to it, never twice the same', () => {
  const out = capture();
  const screen = new LineScreen(
    () => [],
    out,
    () => new Date(2026, 0, 1, 9, 5),
  );
  screen.changed(aStatus({ state: 'starting', pid: 7 }));
  screen.changed(aStatus({ pid: 7, port: 7310, readyIn: 1240 }));
  screen.changed(aStatus({ pid: 7, port: 7310, readyIn: 1240 }));
  screen.changed(aStatus({ state: 'restarting', lastError: 'ended by SIGKILL' }));
  expect(out.written).toEqual([
    '09:05:00 sla starting\n',
    '09:05:00 sla ready (port 7310, pid 7, 1.2 s)\n',
    '09:05:00 sla restarting (ended by SIGKILL)\n',
  ]);
});

it('live: draws over itself, and what is said stays above', () => {
  const out = capture();
  const screen = new LiveScreen(() => [aStatus()], out);
  screen.changed();
  screen.say('built libs/messaging');
  screen.close();
  const height = out.written[0]!.split('\n').length - 1;
  expect(out.written[1]).toMatch(new RegExp(`^\\x1b\\[${height}A\\x1b\\[Jbuilt libs/messaging\\n\\n  service`));
  expect(out.written[2]).toContain('Stopped.');
});
