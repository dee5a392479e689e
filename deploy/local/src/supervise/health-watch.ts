import type { UnitStatus } from './unit.js';

/** What terminus answers: each part that a service needs, and whether it is there. */
interface HealthReport {
  error?: Record<string, unknown>;
}

/** Asks running services every few seconds whether they could work now: their process may live while their bus is gone. */
export class HealthWatch {
  private readonly missing = new Map<string, string>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly statuses: () => UnitStatus[],
    private readonly services: readonly string[],
    private readonly onChange: (status: UnitStatus) => void,
    private readonly ask: (port: number) => Promise<string | undefined> = whatIsMissing,
  ) {}

  start(everyMs = 3000): void {
    this.timer = setInterval(() => void this.look(), everyMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** The status of a unit, corrected by what it said last. */
  seen(status: UnitStatus): UnitStatus {
    const missing = this.missing.get(status.name);
    return status.state === 'ready' && missing ? { ...status, state: 'unready', lastError: missing } : status;
  }

  async look(): Promise<void> {
    const running = this.statuses().filter(({ name, state }) => state === 'ready' && this.services.includes(name));
    await Promise.all(running.map((status) => this.lookAt(status)));
  }

  private async lookAt(status: UnitStatus): Promise<void> {
    const before = this.missing.get(status.name);
    const missing = status.port ? await this.ask(status.port) : undefined;
    if (missing === before) return;
    if (missing) this.missing.set(status.name, missing);
    else this.missing.delete(status.name);
    this.onChange(this.seen(status));
  }
}

/** Undefined when all is well. */
async function whatIsMissing(port: number): Promise<string | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2500) });
    if (response.ok) return undefined;
    const { error = {} } = (await response.json()) as HealthReport;
    return `without ${Object.keys(error).join(', ') || `an answer but ${response.status}`}`;
  } catch {
    return 'does not answer';
  }
}
