import { createServer, type AddressInfo } from 'node:net';

/** A TCP port of 127.0.0.1 that nothing listens on now. Prefer port 0 where the server can say what it got. */
export const freePort = (): Promise<number> => listenable(0);

/**
 * The first of `size` neighbouring ports that nothing listens on now, below those that the system gives away by itself:
 * nobody gets one of them by chance.
 */
export async function freePorts(size: number): Promise<number> {
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * 20_000);
    const ports = Array.from({ length: size }, (_, index) => listenable(first + index));
    if ((await Promise.allSettled(ports)).every(({ status }) => status === 'fulfilled')) return first;
  }
}

function listenable(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
