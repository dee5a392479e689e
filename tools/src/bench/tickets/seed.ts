import { setImmediate } from 'node:timers/promises';
import { MongoClient, type Collection, type Db, type Document } from 'mongodb';
import { Words } from './words.js';

type Stored = Document & { _id: string };

/** Documents as the service itself wrote them, to be copied with other values. */
export interface Templates {
  tickets: ReadonlyMap<string, Stored>;
  journal: ReadonlyMap<string, Stored[]>;
  customer: Stored;
}

export const agents = Array.from({ length: 15 }, (_, n) => `agent-${String(n).padStart(3, '0')}`);
/** Half of all tickets are theirs, as many for each. */
export const bigCustomers = Array.from({ length: 50 }, (_, n) => `big-customer-${n}`);

const together = 500;
const dayMs = 86_400_000;
const years = 2 * 365 * dayMs;

/** Fields that name or belong to one ticket only, and what other work waits on. */
const own = ['outbox', 'intakeKey', 'requestHash', 'stamp', 'past', 'followUpOf', 'quietAt'];

/** Of a hundred tickets that many are in each status. */
const shares = [
  ['new', 1],
  ['in-progress', 7],
  ['awaiting-confirmation', 2],
  ['resolved', 5],
  ['closed', 85],
] as const;
const statusOf = (n: number): string => {
  let place = (n * 37) % 100;
  return shares.find(([, share]) => (place -= share) < 0)![0];
};

/** Fills the database of the intake service with copies of its own documents, in bulk. */
export class Seeder {
  private readonly words = new Words(7);
  private readonly client: MongoClient;
  private readonly intake: Db;
  private firstNumber = 0;

  constructor(
    uri: string,
    prefix: string,
    private readonly templates: Templates,
    private readonly filling: Filling,
  ) {
    this.client = new MongoClient(uri);
    this.intake = this.client.db(`${prefix}intake`);
  }

  static async templates(uri: string, prefix: string, ids: ReadonlyMap<string, string>): Promise<Templates> {
    const client = new MongoClient(uri);
    try {
      const intake = client.db(`${prefix}intake`);
      const journal = new Map<string, Stored[]>();
      const tickets = new Map<string, Stored>();
      for (const [status, id] of ids) {
        tickets.set(status, (await intake.collection<Stored>('tickets').findOne({ _id: id }))!);
        journal.set(status, await intake.collection<Stored>('tickets_journal').find({ aggregateId: id }).toArray());
      }
      const customerId = [...tickets.values()][0]!.customerId as string;
      const customer = await intake.collection<Stored>('customers').findOne({ _id: customerId });
      return { tickets, journal, customer: customer! };
    } finally {
      await client.close();
    }
  }

  async fill(): Promise<void> {
    await this.begin();
    const { tickets } = this.filling;
    let before: Promise<unknown> = Promise.resolve();
    for (let made = 0; made < tickets; made += together) {
      const size = Math.min(together, tickets - made);
      const batch = Array.from({ length: size }, (_, n) => this.ticket(made + n));
      const entries = batch.flatMap((ticket, n) => this.entriesOf(ticket, statusOf(made + n)));
      await before;
      // The next ones are made while the store takes these.
      before = Promise.all([
        insert(this.intake.collection('tickets'), batch),
        insert(this.intake.collection('tickets_journal'), entries),
      ]);
      await setImmediate();
    }
    await before;
  }

  close(): Promise<void> {
    return this.client.close();
  }

  /** Takes the numbers, so that the service gives others, and makes the customers. */
  private async begin(): Promise<void> {
    const counter = await this.intake
      .collection<{ _id: string; taken: number }>('counters')
      .findOneAndUpdate(
        { _id: 'ticket-number' },
        { $inc: { taken: this.filling.tickets } },
        { upsert: true, returnDocument: 'before' },
      );
    this.firstNumber = 10_001 + (counter?.taken ?? 0);
    const ids = [...bigCustomers, ...Array.from({ length: this.filling.tickets / 20 }, (_, n) => `customer-${n}`)];
    for (let at = 0; at < ids.length; at += together) {
      await insert(
        this.intake.collection('customers'),
        ids.slice(at, at + together).map((id) => this.customer(id)),
      );
    }
  }

  private customer(_id: string): Stored {
    const { outbox: _, stamp: __, past: ___, ...shape } = this.templates.customer;
    const value = `${_id}@customers.example.test`;
    return { ...shape, _id, name: this.words.text(2), identities: [{ key: `email:${value}`, kind: 'email', value }] };
  }

  private ticket(n: number): Stored {
    const status = statusOf(n);
    const shape = Object.fromEntries(
      Object.entries(this.templates.tickets.get(status)!).filter(([field]) => !own.includes(field)),
    );
    const createdAt = createdOf(n, this.filling);
    const isOpen = ['new', 'in-progress', 'awaiting-confirmation'].includes(status);
    const agent = agents[this.words.number(agents.length)]!;
    return {
      ...shape,
      _id: idOf(n, this.filling),
      number: `DB-${this.firstNumber + n}`,
      subject: this.words.text(6),
      customerId: customerOf(n),
      tags: [this.words.word(), this.words.word()],
      priority: ['urgent', 'high', 'medium', 'low'][this.words.number(4)],
      ...('assigneeId' in shape && { assigneeId: agent, assigneeName: agent }),
      createdAt,
      reportedAt: createdAt,
      updatedAt: new Date(createdAt.getTime() + this.words.number(dayMs)),
      ...(isOpen && { dueSort: new Date(Date.now() + this.words.number(10 * dayMs) - dayMs) }),
    } as unknown as Stored;
  }

  private entriesOf({ _id, createdAt }: Stored, status: string): Stored[] {
    return this.templates.journal.get(status)!.map((entry) => ({
      ...entry,
      _id: `ticket:${_id}:${entry.version}`,
      aggregateId: _id,
      at: new Date((createdAt as Date).getTime() + Number(entry.version) * 60_000),
      ...(entry.text !== undefined && { text: this.words.text(20 + this.words.number(60)) }),
    }));
  }
}

const customerOf = (n: number): string =>
  n % 2 === 0 ? bigCustomers[(n / 2) % bigCustomers.length]! : `customer-${(n * 7) % 10_000}`;

/** How many tickets, and the instant before which all came. */
export interface Filling {
  tickets: number;
  before: number;
}

/** Oldest first. */
const createdOf = (n: number, { tickets, before }: Filling): Date =>
  new Date(before - Math.floor((years * (tickets - n)) / tickets));

/** Ids that grow with time, as the service's own (UUID version 7), the same for the same place. */
function idOf(n: number, filling: Filling): string {
  const hex = createdOf(n, filling).getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** A ticket of one of the big customers, the `n`th of all. */
export function sample(n: number, filling: Filling): { id: string; customerId: string } {
  const even = n - (n % 2);
  return { id: idOf(even, filling), customerId: customerOf(even) };
}

async function insert(collection: Collection<Document>, documents: Document[]): Promise<void> {
  await collection.insertMany(documents, { ordered: false });
}
