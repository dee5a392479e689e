import type { UnitStatus } from '../supervise/unit.js';
import { renderTable, type Row } from './table.js';

export interface Screen {
  /** A line of its own, above the table where there is one. */
  say(line: string): void;
  /** One unit has a new state. */
  changed(status: UnitStatus): void;
  /** Everything is ready, for the first time. */
  ready(lines: string[]): void;
  close(): void;
}

interface Output {
  write(text: string): unknown;
  columns?: number;
  rows?: number;
}

/** For a terminal: one table, drawn again in its place. */
export class LiveScreen implements Screen {
  private height = 0;
  private below: string[] = [];
  private readonly timer = setInterval(() => this.draw(), 1000);

  constructor(
    private readonly rows: () => Row[],
    private readonly out: Output = process.stdout,
  ) {}

  say(line: string): void {
    this.draw(`${line}\n`);
  }

  changed(): void {
    this.draw();
  }

  ready(lines: string[]): void {
    this.below = lines;
    this.draw();
  }

  close(): void {
    clearInterval(this.timer);
    this.below = ['Stopped.'];
    this.draw();
  }

  /** One write, so that the terminal shows no half picture. */
  private draw(above = ''): void {
    const table = ['', ...renderTable(this.rows(), (this.out.columns || 100) - 1), '', ...this.below];
    const lines = table.slice(0, (this.out.rows || 50) - 1);
    const erase = this.height ? `\x1b[${this.height}A\x1b[J` : '';
    this.out.write(`${erase}${above}${lines.join('\n')}\n`);
    this.height = lines.length;
  }
}

/** For a pipe, a log file or `--verbose`: a line per change, and the table once. */
export class LineScreen implements Screen {
  private readonly last = new Map<string, string>();

  constructor(
    private readonly rows: () => Row[],
    private readonly out: Output = process.stdout,
    private readonly now: () => Date = () => new Date(),
  ) {}

  say(line: string): void {
    this.out.write(`${line}\n`);
  }

  changed({ name, state, pid, port, readyIn, lastError }: UnitStatus): void {
    const facts = [
      port && state === 'ready' ? `port ${port}` : '',
      pid && state === 'ready' ? `pid ${pid}` : '',
      readyIn !== undefined && state === 'ready' ? `${(readyIn / 1000).toFixed(1)} s` : '',
      ['failing', 'restarting', 'unready'].includes(state) ? (lastError ?? '') : '',
    ].filter(Boolean);
    const text = `${name} ${state}${facts.length ? ` (${facts.join(', ')})` : ''}`;
    if (this.last.get(name) === text) return;
    this.last.set(name, text);
    this.say(`${this.now().toTimeString().slice(0, 8)} ${text}`);
  }

  ready(lines: string[]): void {
    this.say(['', ...renderTable(this.rows()), '', ...lines].join('\n'));
  }

  close(): void {}
}
