import { setTimeout as delay } from 'node:timers/promises';
import type { AssignmentView, PersonList, Status, TicketView } from '@deskbeat/contracts';
import { type Answer, ApiClient, ApiRefusal, as } from '../api-client.js';
import type { Folders } from '../layout.js';
import { demoPasswordIn, operatorKeyIn } from '../secrets.js';
import { emailOf, loadAccounts } from './accounts.js';
import { CUSTOMERS, type DemoPerson, PEOPLE } from './organisation.js';
import { type DemoTicket, TICKETS } from './tickets.js';

/**
 * Loads the demo organisation through the API, as people would. Can be repeated: people are saved by id, tickets are
 * opened under a key and carried on from where they stand.
 */
export async function loadDemo(
  url: string,
  { data }: Pick<Folders, 'data'>,
  say: (line: string) => void,
): Promise<void> {
  const now = new Date();
  const api = new ApiClient(url, operatorKeyIn({ data }));
  for (const person of PEOPLE) await savePerson(api, person);
  const password = demoPasswordIn({ data });
  const accounts = await loadAccounts(api, password);
  say(`demo: sign in as ${accounts.join(', ')} with the password ${password}`);
  for (const [index, wanted] of TICKETS.entries()) {
    const { status, body } = await open(api, index, wanted, now);
    const ticket = await carry(api, body.id, wanted);
    const isNew = status === 201;
    if (isNew && wanted.note)
      await api.ask('POST', `/tickets/${ticket.id}/notes`, { text: wanted.note }, agentOf(ticket));
    say(`demo: ${ticket.number} ${ticket.status.padEnd(21)} ${wanted.subject}`);
  }
  say(`demo: ${PEOPLE.length} people, ${Object.keys(CUSTOMERS).length} customers, ${TICKETS.length} tickets are there`);
}

async function savePerson(api: ApiClient, { id, name, role, presence }: DemoPerson): Promise<void> {
  await api.ask('PUT', `/people/${id}`, { name, role, email: emailOf(id) });
  await api.ask('PUT', `/people/${id}/presence`, { presence });
}

function open(api: ApiClient, index: number, wanted: DemoTicket, now: Date): Promise<Answer<TicketView>> {
  const { subject, text, type, priority, channel, tags, affected } = wanted;
  const reportedAt = new Date(now.getTime() - wanted.minutesAgo * 60_000).toISOString();
  const body = {
    subject,
    text,
    type,
    priority,
    channel,
    tags,
    affected,
    customer: CUSTOMERS[wanted.customer],
    reportedAt,
  };
  return api.ask('POST', '/tickets', body, { 'idempotency-key': `demo-${index + 1}` });
}

/** One step at a time until the ticket is where it should be; a ticket that somebody moved further stays there. */
async function carry(api: ApiClient, id: string, wanted: DemoTicket): Promise<TicketView> {
  for (let look = 0; look < 200; look++) {
    const { body: ticket } = await api.ask<TicketView>('GET', `/tickets/${id}`);
    const step = nextStep(ticket.status, wanted.status);
    if (step === 'arrived' && (ticket.status !== 'pending-assignment' || (await isLeft(api, id)))) return ticket;
    await take(api, step, ticket, wanted).catch(meanwhile);
  }
  throw new Error(`The ticket "${wanted.subject}" did not become ${wanted.status}`);
}

/** Whether everybody who could take it had it and returned it; else it goes to the next. */
async function isLeft(api: ApiClient, id: string): Promise<boolean> {
  const { body } = await api.ask<AssignmentView>('GET', `/tickets/${id}/assignment`);
  const { body: people } = await api.ask<PersonList>('GET', '/people');
  const hadIt = new Set(body.decisions.map(({ personId }) => personId));
  const couldTakeIt = people.items.filter(
    ({ active, presence, role }) => active && presence === 'available' && ['agent', 'lead'].includes(role),
  );
  return body.state === 'waiting' && couldTakeIt.every((person) => hadIt.has(person.id));
}

export type Step = 'arrived' | 'wait' | 'return' | 'ask' | 'resolve' | 'close';

/** What brings a ticket nearer to the wanted status. */
export function nextStep(status: Status, wanted: Status): Step {
  if (status === wanted) return 'arrived';
  switch (status) {
    case 'new':
    case 'pending-assignment':
      return 'wait';
    case 'in-progress':
      return wanted === 'pending-assignment' ? 'return' : wanted === 'awaiting-confirmation' ? 'ask' : 'resolve';
    case 'resolved':
      return wanted === 'closed' ? 'close' : 'arrived';
    case 'awaiting-confirmation':
    case 'closed':
      return 'arrived';
  }
}

async function take(api: ApiClient, step: Step, ticket: TicketView, wanted: DemoTicket): Promise<void> {
  const agent = agentOf(ticket);
  const seen = { 'if-match': `"${ticket.version}"` };
  const path = `/tickets/${ticket.id}`;
  const reply = wanted.reply ?? 'Thank you for writing to us.';
  switch (step) {
    case 'arrived':
    case 'wait':
      await delay(100);
      return;
    case 'return':
      await api.ask('POST', `${path}/assignment/return`, { reason: 'Needs somebody who knows this product' }, agent);
      return;
    case 'ask':
      await api.ask('POST', `${path}/replies`, { text: reply, moveTo: 'awaiting-confirmation' }, agent);
      return;
    case 'resolve':
      await api.ask(
        'POST',
        `${path}/status`,
        { to: 'resolved', resolution: reply, message: reply },
        { ...agent, ...seen },
      );
      return;
    case 'close':
      await api.ask('POST', `${path}/status`, { to: 'closed' }, { ...as('customer', ticket.customerId), ...seen });
  }
}

const agentOf = (ticket: TicketView) => as('person', ticket.assigneeId ?? 'tomas', ticket.assigneeName);

/** The services were faster than this: look again. */
function meanwhile(error: unknown): Promise<void> {
  if (error instanceof ApiRefusal && [409, 412].includes(error.status)) return delay(100);
  throw error;
}
