import type { Connection, mongo } from 'mongoose';
import { recordActions, type AuditAction, type AuditChange } from '@deskbeat/contracts';
import type { Bus } from '@deskbeat/messaging';
import { DueAlarm } from '../due-alarm.js';
import { DueWork } from '../due-work.js';
import { Time } from '../time.js';
import type { Field } from './domain/fields.js';

/** An action on its way into the audit log. */
export interface Outgoing {
  _id: string;
  /** When it is to be looked at: at once what is done, later what was begun. */
  dueAt: Date;
  action: Omit<AuditAction, 'outcome'>;
  outcome?: AuditAction['outcome'];
  /** What is known of an action that was begun: enough to find out what became of it. */
  begun?: { subject: string; id?: string; before?: Field[]; asked: AuditChange[] };
}

/** Longer than any request takes. */
const abandonedMs = 60_000;

/**
 * Actions of this service that the audit log does not have yet. One that changes something is written down before it is
 * done, so that a kill in between loses nothing.
 */
export class ActionOutbox {
  private readonly alarm = new DueAlarm(new Time());
  private readonly work: DueWork;

  /** @param settle says what became of an action that was begun by somebody who is gone; nothing when nothing did */
  constructor(
    private readonly store: Connection,
    private readonly bus: Bus,
    private readonly service: string,
    private readonly settle: (outgoing: Outgoing) => Promise<AuditAction | undefined>,
  ) {
    this.work = new DueWork(this.alarm, {
      name: 'audit record',
      due: (now, limit, except) => this.due(now, limit, except),
      run: (id) => this.send(id),
    });
  }

  async start(): Promise<void> {
    await this.documents.createIndex({ dueAt: 1 }, { name: 'due' });
    this.work.start();
  }

  stop(): Promise<void> {
    return this.work.stop();
  }

  /** Written down before it is done. */
  async begin(action: Outgoing['action'], begun: NonNullable<Outgoing['begun']>): Promise<void> {
    const dueAt = new Date(Date.now() + abandonedMs);
    await this.documents.insertOne({ _id: action.id, dueAt, action, begun });
  }

  /** It is done, and is told from now on until the audit log has it. */
  async finish({ outcome, ...action }: AuditAction): Promise<void> {
    const written = { dueAt: new Date(), action, outcome };
    await this.documents.replaceOne({ _id: action.id }, written, { upsert: true });
    this.alarm.setFor(new Date());
  }

  /** Nothing came of it. */
  async forget(id: string): Promise<void> {
    await this.documents.deleteOne({ _id: id });
  }

  private get documents(): mongo.Collection<Outgoing> {
    return this.store.db!.collection<Outgoing>('audit_outbox');
  }

  private async due(now: number, limit: number, except: readonly string[]): Promise<string[]> {
    const found = await this.documents
      .find({ dueAt: { $lte: new Date(now) } }, { projection: { _id: 1 } })
      .sort({ dueAt: 1 })
      .limit(limit + except.length)
      .toArray();
    return found.map(({ _id }) => _id).filter((id) => !except.includes(id));
  }

  private async send(id: string): Promise<void> {
    const outgoing = await this.documents.findOne({ _id: id });
    if (!outgoing) return;
    const { action, outcome } = outgoing;
    const settled = outcome ? { ...action, outcome } : await this.settle(outgoing);
    const actor = { kind: 'system', id: this.service } as const;
    if (settled) await this.bus.ask(recordActions, { items: [settled] }, { actor, deadlineMs: 10_000 });
    await this.forget(id);
  }
}
