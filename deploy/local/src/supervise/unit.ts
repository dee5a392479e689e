/** One thing to keep running. */
export interface Unit {
  name: string;
  /** Starts it and answers once it is ready. Rejects with the cause, and leaves nothing running, when it fails or `signal` fires. */
  launch(launch: Launch): Promise<Running>;
  /** Where its output goes; its last line explains a failure. */
  logFile?: string;
}

export interface Launch {
  signal: AbortSignal;
  /** Told as soon as there is a process, before it is ready. */
  onSpawn: (pid: number) => void;
}

export interface Running {
  pid: number;
  port?: number;
  /** Settles with the reason when the process has ended, however. */
  ended: Promise<string>;
  /** Asks it to end, and makes it after `timeoutMs`. */
  stop(timeoutMs: number): Promise<void>;
}

export type UnitState =
  'waiting' | 'starting' | 'ready' | 'unready' | 'restarting' | 'failing' | 'stopping' | 'stopped' | 'external';

export interface UnitStatus {
  name: string;
  state: UnitState;
  pid?: number;
  port?: number;
  restarts: number;
  /** Why it ended last. */
  lastError?: string;
  /** Milliseconds from its start until it was ready. */
  readyIn?: number;
}
