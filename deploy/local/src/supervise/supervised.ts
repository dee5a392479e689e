import { setTimeout as delay } from 'node:timers/promises';
import { lastErrorLine } from '../logs.js';
import { afterFailure, BACKOFF, type BackoffPolicy, NO_FAILURES } from './backoff.js';
import type { Running, Unit, UnitStatus } from './unit.js';

/** Keeps one unit running until it is told to stop: starts it again after a growing wait, whatever ended it. */
export class Supervised {
  status: UnitStatus;
  private record = NO_FAILURES;
  private running?: Running;
  private readonly stopping = new AbortController();
  private restartNow = new AbortController();
  private loop?: Promise<void>;

  constructor(
    readonly unit: Unit,
    private readonly onChange: (status: UnitStatus) => void,
    private readonly policy: BackoffPolicy = BACKOFF,
  ) {
    this.status = { name: unit.name, state: 'waiting', restarts: 0 };
  }

  start(): void {
    this.loop ??= this.keepRunning();
  }

  /** Ends the unit; its process gets `timeoutMs` to do so by itself. */
  async stop(timeoutMs: number): Promise<void> {
    this.set({ state: 'stopping' });
    this.stopping.abort();
    await this.running?.stop(timeoutMs);
    await this.loop;
    this.set({ state: 'stopped', pid: undefined });
  }

  /** Ends the process on purpose, so that the new build of it runs; no failure is counted. */
  async restart(): Promise<void> {
    const before = this.restartNow;
    this.restartNow = new AbortController();
    before.abort();
    await this.running?.stop(3000);
  }

  private async keepRunning(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const wanted = this.restartNow.signal;
      const started = Date.now();
      const reason = await this.runOnce(AbortSignal.any([this.stopping.signal, wanted]), started);
      if (this.stopping.signal.aborted) return;
      this.status.restarts += 1;
      if (wanted.aborted) {
        this.record = NO_FAILURES;
        this.set({ state: 'restarting', pid: undefined, lastError: undefined });
        continue;
      }
      this.record = afterFailure(this.record, Date.now() - started, this.policy);
      // Who was killed from outside had nothing to say about it.
      const line = !reason.includes('SIGKILL') && this.unit.logFile && lastErrorLine(this.unit.logFile);
      const lastError = line ? `${reason}: ${line}` : reason;
      this.set({ state: this.record.isFailing ? 'failing' : 'restarting', pid: undefined, lastError });
      const wake = AbortSignal.any([this.stopping.signal, this.restartNow.signal]);
      await delay(this.record.delay, undefined, { signal: wake }).catch(() => {});
    }
  }

  private async runOnce(signal: AbortSignal, started: number): Promise<string> {
    if (!this.record.isFailing) this.set({ state: this.status.restarts ? 'restarting' : 'starting' });
    try {
      this.running = await this.unit.launch({ signal, onSpawn: (pid) => this.set({ pid }) });
      // A stop that came while the unit was starting has found nothing to stop.
      if (signal.aborted) await this.running.stop(2000);
      else this.set({ state: 'ready', pid: this.running.pid, port: this.running.port, readyIn: Date.now() - started });
      return await this.running.ended;
    } catch (error) {
      return (error as Error).message;
    } finally {
      this.running = undefined;
    }
  }

  private set(change: Partial<UnitStatus>): void {
    this.status = { ...this.status, ...change };
    this.onChange(this.status);
  }
}
