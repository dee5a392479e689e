import { SingleBar } from 'cli-progress';

export interface Progress {
  update(done: number, note: string): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere a line every few seconds. */
export function startProgress(total: number, out: NodeJS.WriteStream = process.stderr): Progress {
  return out.isTTY ? bar(total, out) : lines(total, out);
}

function bar(total: number, stream: NodeJS.WriteStream): Progress {
  const format = '{bar} {percentage}% {value}/{total} {note}';
  const single = new SingleBar({ format, stream, hideCursor: true, barsize: 30, fps: 8 });
  single.start(total, 0, { note: '' });
  return { update: (done, note) => single.update(done, { note }), stop: () => single.stop() };
}

function lines(total: number, out: NodeJS.WriteStream, everyMs = 5_000): Progress {
  let saidAt = Date.now();
  const say = (done: number, note: string): void => {
    if (Date.now() - saidAt < everyMs) return;
    saidAt = Date.now();
    out.write(`${done} of ${total} ${note}\n`);
  };
  return { update: say, stop: () => undefined };
}
