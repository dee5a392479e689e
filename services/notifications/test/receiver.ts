import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Posted {
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the receiver does with a post: a status, a redirect, or nothing at all. */
export type Mood = number | { redirectTo: string } | 'silence';

/** A webhook's receiver with moods. */
export class Receiver {
  readonly posts: Posted[] = [];
  mood: Mood = 204;
  private readonly server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      this.posts.push({ headers: request.headers, body });
      if (this.mood === 'silence') return;
      if (typeof this.mood === 'number') return response.writeHead(this.mood).end('so it is');
      response.writeHead(302, { location: this.mood.redirectTo }).end();
    });
  });

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async start(): Promise<this> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
