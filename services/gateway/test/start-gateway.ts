import type { NatsConnection } from '@nats-io/transport-node';
import { connectBus } from '@deskbeat/messaging';
import type { Problem } from '@deskbeat/contracts';
import { startService, type RunningService } from '@deskbeat/service';
import { startBus, type Bus } from '@deskbeat/testing';
import { gateway } from '../src/index.js';

export interface Received {
  subject: string;
  payload: unknown;
  actor: unknown;
  traceparent?: string;
}

/** Stands for all owners: keeps what is asked and answers what the test wants. */
export class Owners {
  readonly received: Received[] = [];
  private readonly answers = new Map<string, object | Problem | 'silence'>();

  private constructor(private readonly connection: NatsConnection) {}

  static async at(url: string): Promise<Owners> {
    const owners = new Owners(await connectBus(url, 'owners'));
    await owners.listen();
    return owners;
  }

  /** Answers of a contract from now on; a Problem is thrown, `silence` never answers. */
  answer({ subject }: { subject: string }, answer: object | Problem | 'silence'): void {
    this.answers.set(subject, answer);
  }

  last(): Received {
    return this.received.at(-1)!;
  }

  stop(): Promise<void> {
    return this.connection.close();
  }

  private async listen(): Promise<void> {
    this.connection.subscribe('rpc.>', {
      callback: (_error, message) => {
        const { id, data } = message.json<{ id: string; data: unknown }>();
        const actor = JSON.parse(decodeURIComponent(message.headers!.get('deskbeat-actor'))) as unknown;
        const { subject } = message;
        this.received.push({ subject, payload: data, actor, traceparent: message.headers!.get('traceparent') });
        const answer = this.answers.get(subject) ?? {};
        if (answer === 'silence') return;
        const outcome = answer instanceof Error ? { err: answer } : { response: answer };
        message.respond(JSON.stringify({ id, ...outcome, isDisposed: true }));
      },
    });
    await this.connection.flush();
  }
}

export interface Edge {
  bus: Bus;
  owners: Owners;
  service: RunningService;
  /** `http://127.0.0.1:<port>` */
  url: string;
  stop(): Promise<void>;
}

/** The gateway as a whole, a real bus, and owners that are none. */
export async function startGateway(env: Record<string, string> = {}): Promise<Edge> {
  const bus = await startBus();
  const service = await startService(gateway, { NATS_URL: bus.url, HTTP_PORT: '0', LOG_LEVEL: 'silent', ...env });
  const owners = await Owners.at(bus.url);
  const stop = async (): Promise<void> => {
    await service.close();
    await owners.stop();
    await bus.stop();
  };
  return { bus, owners, service, url: `http://127.0.0.1:${service.port}`, stop };
}
