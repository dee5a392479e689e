import { createServer } from 'node:net';

/** Above what `fetch` and browsers refuse, below what the system gives away by itself. */
const [lowest, blocks, blockSize] = [11_000, 4, 5_000];
/** Test files that run at once look in different places: nobody takes a port between its choice and its use. */
const block = Number(process.env['JEST_WORKER_ID'] ?? 0) % blocks;
const given = new Set<number>();

/** A TCP port of 127.0.0.1 that nothing listens on now, and that nobody gets by chance while its server is away. */
export const freePort = (): Promise<number> => freePorts(1);

/** The first of `size` such ports that are neighbours. */
export async function freePorts(size: number): Promise<number> {
  for (;;) {
    const first = lowest + block * blockSize + Math.floor(Math.random() * (blockSize - size));
    const ports = Array.from({ length: size }, (_, index) => first + index);
    if (ports.some((port) => given.has(port))) continue;
    if (!(await Promise.allSettled(ports.map(listenable))).every(({ status }) => status === 'fulfilled')) continue;
    for (const port of ports) given.add(port);
    return first;
  }
}

function listenable(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
