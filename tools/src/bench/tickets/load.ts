import { operator } from '../../command/operator.js';
import { Agent, request } from 'node:http';
import { latencies, type Latencies } from '../../measure/percentiles.js';

export interface Asked {
  path: string;
  actor?: string;
  body?: object;
  /** The version that was seen. */
  seen?: number;
}

/** Asks over connections that stay open, always so many at once. */
export class Load {
  private readonly agent: Agent;
  private readonly gateway: { hostname: string; port: string };

  constructor(
    gatewayUrl: string,
    private readonly clients: number,
  ) {
    const { hostname, port } = new URL(gatewayUrl);
    this.gateway = { hostname, port };
    this.agent = new Agent({ keepAlive: true, maxSockets: clients * 4, maxFreeSockets: clients * 4 });
  }

  /**
   * Does work again and again until the time is over.
   * @param work the `n`th time; what it does is one measured thing
   * @returns how long each took, in milliseconds
   */
  async measure(seconds: number, work: (n: number) => Promise<unknown>): Promise<Latencies & { perSecond: number }> {
    const took: number[] = [];
    let n = 0;
    const started = performance.now();
    const end = started + seconds * 1_000;
    const client = async (): Promise<void> => {
      while (performance.now() < end) {
        const at = performance.now();
        await work(n++);
        took.push(performance.now() - at);
      }
    };
    await Promise.all(Array.from({ length: this.clients }, client));
    return { ...latencies(took), perSecond: (took.length * 1_000) / (performance.now() - started) };
  }

  /** @throws Error with what was answered when that is no success */
  async ask<T>(asked: Asked): Promise<T> {
    return JSON.parse(Buffer.concat(await this.take(asked)).toString('utf8')) as T;
  }

  /** The same, as it came: whoever reads it has a processor of their own. */
  take({ path, actor = 'system:bench', body, seen }: Asked): Promise<Buffer[]> {
    const text = body && JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const options = {
        ...this.gateway,
        path: `/api/v1${path}`,
        method: text === undefined ? 'GET' : 'POST',
        agent: this.agent,
        headers: {
          ...operator(),
          'x-deskbeat-actor': actor,
          ...(seen !== undefined && { 'if-match': `"${seen}"` }),
          ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      };
      const outgoing = request(options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', reject);
        incoming.once('end', () => {
          if (incoming.statusCode! < 300) return resolve(chunks);
          const answer = Buffer.concat(chunks).toString('utf8', 0, 300);
          reject(new Error(`${path}: ${incoming.statusCode} ${answer}`));
        });
      });
      outgoing.once('error', reject);
      outgoing.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
