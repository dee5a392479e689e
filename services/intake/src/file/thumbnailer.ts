import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

const idleMs = 30_000;
const patienceMs = 10_000;

/** `impossible`: no picture can be made of it. `failed`: the process took too long or ended, which may pass. */
export type Made = Buffer | 'impossible' | 'failed';

/** Where only sources are at hand, the process of the last build. */
const own = new URL('./thumbnail.process.js', import.meta.url).pathname;
const program = fileURLToPath(new URL(`file://${own.replace('/src/file/', '/dist/file/')}`));

/**
 * Makes small pictures in another process, one at a time: decoding what strangers send takes neither the memory nor the
 * threads of this one. The process starts when it is needed and goes when it is not.
 */
@Injectable()
export class Thumbnailer implements OnApplicationShutdown {
  private child?: ChildProcess;
  private idle?: NodeJS.Timeout;
  private last: Promise<unknown> = Promise.resolve();

  picture(bytes: Buffer): Promise<Made> {
    const made = this.last.then(() => this.make(bytes));
    this.last = made;
    return made;
  }

  onApplicationShutdown(): void {
    this.end();
  }

  private make(bytes: Buffer): Promise<Made> {
    clearTimeout(this.idle);
    const child = (this.child ??= start());
    return new Promise((resolve) => {
      const settle = (made: Made): void => {
        clearTimeout(patience);
        child.removeAllListeners('message').removeAllListeners('exit');
        this.idle = setTimeout(() => this.end(), idleMs).unref();
        resolve(made);
      };
      const giveUp = (): void => {
        this.end();
        settle('failed');
      };
      const patience = setTimeout(giveUp, patienceMs);
      child.once('exit', giveUp);
      child.once('message', ({ picture }: { picture?: Uint8Array }) =>
        settle(picture ? Buffer.from(picture) : 'impossible'),
      );
      child.send(bytes, (error) => error && giveUp());
    });
  }

  private end(): void {
    clearTimeout(this.idle);
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

function start(): ChildProcess {
  const child = fork(program, [], { serialization: 'advanced', execArgv: [], env: {} });
  child.on('error', () => undefined);
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  child.unref();
  child.channel?.unref();
  return child;
}
