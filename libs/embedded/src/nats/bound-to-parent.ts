import { isExecutable } from './find-nats-server.js';

const SETPRIV = '/usr/bin/setpriv';

/**
 * The command that runs another so that Linux ends it when this process dies, however it dies.
 * `setpriv` executes the command in its own place: the process id stays the child's. Elsewhere the command is unchanged.
 */
export function boundToParent(command: string, args: string[]): { command: string; args: string[] } {
  if (process.platform !== 'linux' || !isExecutable(SETPRIV)) return { command, args };
  return { command: SETPRIV, args: ['--pdeathsig', 'TERM', command, ...args] };
}
