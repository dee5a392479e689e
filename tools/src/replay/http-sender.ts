import { operator } from '../command/operator.js';
import { Agent, request, type IncomingMessage } from 'node:http';
import type { Issue } from './mapping.js';
import { Busy, failureOf, type Accepted, type Sender } from './sender.js';

const timeoutMs = 15_000;

/** Opens tickets over HTTP on connections that stay open. */
export class HttpSender implements Sender {
  private readonly agent: Agent;
  private readonly url: URL;

  constructor(gatewayUrl: string, clients: number) {
    this.url = new URL('/api/v1/tickets', gatewayUrl);
    this.agent = new Agent({ keepAlive: true, maxSockets: clients, maxFreeSockets: clients });
  }

  async send(issue: Issue, key: string): Promise<Accepted> {
    const response = await this.post(JSON.stringify({ channel: 'api', ...issue }), key).catch((error: unknown) => {
      throw new Busy(500, String(error));
    });
    const body = bodyOf(response.text) as { id?: string; number?: string };
    if (response.status < 300 && body.id && body.number) return { ticketId: body.id, number: body.number };
    throw failureOf({ status: response.status, ...body }, response.retryAfter);
  }

  async close(): Promise<void> {
    this.agent.destroy();
  }

  private post(body: string, key: string): Promise<{ status: number; retryAfter?: string; text: string }> {
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'idempotency-key': key,
        ...operator(),
      };
      const outgoing = request(this.url, { method: 'POST', agent: this.agent, headers, timeout: timeoutMs });
      outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)));
      outgoing.once('error', reject);
      outgoing.once('response', (incoming) => {
        textOf(incoming).then((text) => {
          resolve({ status: incoming.statusCode!, retryAfter: incoming.headers['retry-after'], text });
        }, reject);
      });
      outgoing.end(body);
    });
  }
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  incoming.setEncoding('utf8');
  let text = '';
  for await (const chunk of incoming) text += chunk as string;
  return text;
}

function bodyOf(text: string): object {
  try {
    return (JSON.parse(text) ?? {}) as object;
  } catch {
    return {};
  }
}
