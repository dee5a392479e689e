import { expect, it } from '@jest/globals';
import { renderTable, type Row } from './table.js';

const aRow = (row: Partial<Row>): Row => ({ name: 'sla', state: 'ready', restarts: 0, ...row });

it('shows each service in columns and the memory of all', () => {
  const rows = [
    aRow({ name: 'nats', pid: 7, port: 7322, memory: 20 << 20, readyIn: 40 }),
    aRow({ name: 'notifications', state: 'starting', pid: 12345 }),
  ];
  expect(renderTable(rows)).toEqual([
    '  service        state       pid  port  memory',
    '● nats           ready         7  7322   20 MB  in 0.0 s',
    '… notifications  starting  12345',
    '  all                                    20 MB',
  ]);
});

it('a failing service shows how often and why', () => {
  const [, line] = renderTable([aRow({ state: 'failing', restarts: 5, lastError: 'ended with code 1: no disk' })]);
  expect(line).toMatch(/^✗ sla +failing/);
  expect(line).toContain('restarted 5 times; ended with code 1: no disk');
});

it('a line is never wider than the terminal', () => {
  const lines = renderTable([aRow({ state: 'failing', lastError: 'x'.repeat(300) })], 60);
  expect(Math.max(...lines.map((line) => line.length))).toBe(60);
});
