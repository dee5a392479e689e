import type { UnitStatus } from '../supervise/unit.js';

export interface Row extends UnitStatus {
  /** Resident memory in bytes. */
  memory?: number;
}

const MARK: Record<UnitStatus['state'], string> = {
  waiting: '·',
  starting: '…',
  ready: '●',
  unready: '◐',
  restarting: '↻',
  failing: '✗',
  stopping: '…',
  stopped: '·',
  external: '●',
};

/** The state of everything as lines that fit the width. */
export function renderTable(rows: Row[], columns = 100): string[] {
  const cells = rows.map((row) => [
    `${MARK[row.state]} ${row.name}`,
    row.state,
    row.pid ? `${row.pid}` : '',
    row.port ? `${row.port}` : '',
    row.memory ? megabytes(row.memory) : '',
    note(row),
  ]);
  const memory = rows.reduce((sum, row) => sum + (row.memory ?? 0), 0);
  const all = [
    ['  service', 'state', 'pid', 'port', 'memory', ''],
    ...cells,
    ['  all', '', '', '', megabytes(memory), ''],
  ];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const isNumber = (column: number) => column >= 2 && column <= 4;
  return all.map((row) =>
    row
      .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd()
      .slice(0, columns),
  );
}

function note({ state, restarts, readyIn, lastError }: Row): string {
  const times = restarts === 1 ? 'restarted once' : `restarted ${restarts} times`;
  if (state === 'ready') return restarts ? times : readyIn === undefined ? '' : `in ${(readyIn / 1000).toFixed(1)} s`;
  return [restarts > 1 ? times : '', lastError ?? ''].filter(Boolean).join('; ');
}

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;
