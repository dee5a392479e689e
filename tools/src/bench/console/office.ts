import type { PersonList, TicketView } from '@deskbeat/contracts';
import { operator } from '../../command/operator.js';
import { madeUpIssues } from '../../chaos/made-up-issues.js';
import { until } from '../../command/until.js';
import { HttpSender } from '../../replay/http-sender.js';
import { pump } from '../../replay/pump.js';

const mostWaitMs = 120_000;

/** The system as somebody elsewhere uses it while the console is looked at. */
export class Office {
  constructor(readonly url: string) {}

  async ask<T>(method: string, path: string, body?: object, seen?: number): Promise<T> {
    const headers = {
      ...operator(),
      'content-type': 'application/json',
      ...(seen !== undefined && { 'if-match': `"${seen}"` }),
    };
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  ticket(id: string): Promise<TicketView> {
    return this.ask('GET', `/tickets/${id}`);
  }

  /** Whoever has the most to do is who looks at the console. */
  async busiest(): Promise<{ id: string; name: string }> {
    const { items } = await this.ask<PersonList>('GET', '/people');
    const [first] = items.toSorted((a, b) => b.openTickets - a.openTickets);
    if (!first) throw new Error('the directory is empty');
    return { id: first.id, name: first.name };
  }

  /** Opens tickets and waits until the last is assigned. @returns their ids */
  async open(count: number): Promise<string[]> {
    const sender = new HttpSender(this.url, 16);
    try {
      const { accepted } = await pump(first(madeUpIssues(1, `console-${Date.now()}`), count), sender, { clients: 16 });
      const last = accepted.at(-1)!.ticketId;
      const isThere = async () => (await this.ticket(last)).clocks.length > 0;
      if (!(await until(isThere, mostWaitMs))) throw new Error('tickets are not assigned');
      return accepted.map(({ ticketId }) => ticketId);
    } finally {
      await sender.close();
    }
  }

  async rename(id: string, subject: string): Promise<void> {
    const { version } = await this.ticket(id);
    await this.ask('PATCH', `/tickets/${id}`, { subject }, version);
  }
}

async function* first<T>(source: AsyncIterator<T>, count: number): AsyncGenerator<T> {
  for (let n = 0; n < count; n++) {
    const next = await source.next();
    if (next.done) return;
    yield next.value;
  }
}
