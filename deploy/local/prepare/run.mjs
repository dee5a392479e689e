import { spawn } from 'node:child_process';

/**
 * Runs a command and answers `{ ok, output, seconds }`. Output is kept, and shown only when `show` is set. The command
 * leads a process group, so that whatever it started ends with it when the time is up or this process is asked to stop.
 */
export function run(command, args, { cwd, env, show = false, timeoutMs = 600_000 } = {}) {
  const started = Date.now();
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const kept = [];
  const keep = (stream) => (chunk) => {
    kept.push(chunk);
    if (show) stream.write(chunk);
  };
  child.stdout.on('data', keep(process.stdout));
  child.stderr.on('data', keep(process.stderr));
  const end = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It is gone already.
    }
  };
  return new Promise((resolve) => {
    let why = '';
    const onSignal = (signal) => {
      end('SIGTERM');
      setTimeout(() => end('SIGKILL'), 3000).unref();
      why = `stopped by ${signal}`;
      process.exitCode = 130;
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, onSignal);
    // A signal to npm alone ends only the shell between it and this process.
    const parent = process.ppid;
    const orphaned = () => process.ppid !== parent && !why && onSignal('the end of npm');
    const watch = process.env.npm_lifecycle_event ? setInterval(orphaned, 500) : undefined;
    const timer = setTimeout(() => {
      why = `not done after ${Math.round(timeoutMs / 1000)} s`;
      end('SIGKILL');
    }, timeoutMs);
    const finish = (ok, note) => {
      clearTimeout(timer);
      clearInterval(watch);
      for (const signal of signals) process.off(signal, onSignal);
      end('SIGKILL');
      const output = Buffer.concat(kept).toString() + (note ? `\n${note}\n` : '');
      resolve({ ok, output, seconds: (Date.now() - started) / 1000, stopped: why.startsWith('stopped') });
    };
    child.once('error', (error) => finish(false, error.message));
    child.once('close', (code) => finish(code === 0 && !why, why));
  });
}
