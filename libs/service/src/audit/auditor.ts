import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Connection } from 'mongoose';
import { problemOf, type AuditAction, type AuditThing } from '@deskbeat/contracts';
import { answered, currentTraceparent, type Bus, type Witness } from '@deskbeat/messaging';
import { keyOf, permissionOf } from '@deskbeat/permissions';
import { ActionOutbox, type Outgoing } from './action-outbox.js';
import type { Audited } from './audited.js';
import { askedOf, changesBetween, lineOf } from './domain/fields.js';
import { seenIn, Things } from './things.js';

const unknown: Audited = { requests: [], kind: 'nothing', id: [] };

/** Sees what people do at a service and hands it to the audit log (docs/adr/0021-audit-log.md). */
export class Auditor implements Witness {
  private readonly logger = new Logger('audit');
  private readonly table: ReadonlyMap<string, Audited>;
  private readonly things: Things;
  private readonly outbox: ActionOutbox;
  /** Changes of one thing go one after the other in this process, so that each sees what itself has done. */
  private readonly lanes = new Map<string, Promise<unknown>>();

  /** @param openings whether it is recorded that a customer's file was opened */
  constructor(
    store: Connection,
    bus: Bus,
    service: string,
    audited: readonly Audited[],
    private readonly openings: boolean,
  ) {
    this.table = new Map(audited.flatMap((how) => how.requests.map(({ subject }) => [subject, how] as const)));
    this.things = new Things(store);
    this.outbox = new ActionOutbox(store, bus, service, (outgoing) => this.settle(outgoing));
  }

  start(): Promise<void> {
    return this.outbox.start();
  }

  stop(): Promise<void> {
    return this.outbox.stop();
  }

  sees(subject: string): boolean {
    const what = permissionOf(subject)?.audited;
    return what !== undefined && (what !== 'opening' || this.openings);
  }

  watch(subject: string, payload: unknown, answer: () => Promise<unknown>): Promise<unknown> {
    switch (permissionOf(subject)?.audited) {
      case 'change':
        return this.inTurn(subject, payload, () => this.change(subject, payload, answer));
      case 'use':
      case 'opening':
        return this.use(subject, payload, answer);
      case 'refusal':
        return this.refusal(subject, payload, answer);
      case undefined:
        return answer();
    }
  }

  private async change(subject: string, payload: unknown, answer: () => Promise<unknown>): Promise<unknown> {
    const how = this.table.get(subject) ?? unknown;
    const id = this.things.idIn(how, payload);
    const before = id === undefined ? undefined : await this.things.read(how, id);
    const asked = seenIn(payload as object);
    const action = this.action(subject, { kind: how.kind, ...named(id, before?.name ?? asked.name) });
    const known = { subject, ...(id !== undefined && { id }), ...(before && { before: before.fields }) };
    await this.outbox.begin(action, { ...known, asked: askedOf(asked.fields) });
    let reply: unknown;
    try {
      reply = await answer();
    } catch (error) {
      // What is refused has changed nothing; what failed may have, and is looked at later.
      if (!problemOf(error).retryable) await this.outbox.forget(action.id);
      throw error;
    }
    const madeId = id ?? this.things.idIn(how, undefined, reply);
    const after = madeId === undefined ? undefined : await this.things.read(how, madeId);
    const changes = after ? changesBetween(before?.fields ?? [], after.fields) : askedOf(asked.fields);
    if (after && changes.length === 0) await this.outbox.forget(action.id);
    else {
      const on = { kind: how.kind, ...named(madeId, after?.name ?? before?.name ?? asked.name) };
      await this.outbox.finish({ ...action, on, outcome: 'done', changes });
    }
    return reply;
  }

  /** Somebody was told of it before they get what they asked for. */
  private async use(subject: string, payload: unknown, answer: () => Promise<unknown>): Promise<unknown> {
    const reply = await answer();
    const { cursor, ...asked } = payload as { cursor?: unknown };
    if (cursor === undefined) {
      const how = this.table.get(subject) ?? unknown;
      const { fields } = seenIn(asked);
      const action = this.action(subject, { kind: how.kind, ...named(this.things.idIn(how, payload)) });
      await this.outbox.finish({ ...action, outcome: 'done', changes: askedOf(fields) });
    }
    return reply;
  }

  /** Not waited for: it must not show in the time of an answer who is known here. */
  private async refusal(subject: string, payload: unknown, answer: () => Promise<unknown>): Promise<unknown> {
    try {
      return await answer();
    } catch (error) {
      const { code } = problemOf(error);
      const { email, address, device } = payload as Record<string, unknown>;
      const tried = { kind: 'account', ...named(undefined, email) };
      const from = { ...line('address', address, 100), ...line('device', device) };
      if (code === 'sign-in-failed') {
        this.outbox
          .finish({ ...this.action(subject, tried), ...from, outcome: 'refused', code })
          .catch((failure: unknown) => this.logger.error(`a refusal is not recorded: ${String(failure)}`));
      }
      throw error;
    }
  }

  /** What became of an action whose process is gone, or that failed in the middle. */
  private async settle({ action, begun }: Outgoing): Promise<AuditAction | undefined> {
    const { subject, id, before, asked } = begun!;
    const how = this.table.get(subject) ?? unknown;
    const after = id === undefined ? undefined : await this.things.read(how, id);
    if (!after) return { ...action, outcome: 'unfinished', changes: asked };
    const changes = changesBetween(before ?? [], after.fields);
    return changes.length === 0 ? undefined : { ...action, outcome: 'done', changes };
  }

  private action(subject: string, on: AuditThing): Outgoing['action'] {
    const { identity, actor = { kind: 'system', id: 'unknown' } } = answered() ?? {};
    const traceId = currentTraceparent()?.split('-')[1];
    return {
      id: randomUUID(),
      at: new Date().toISOString(),
      action: keyOf(subject),
      actor: { ...actor },
      ...(identity?.session !== undefined && { session: identity.session }),
      ...line('address', identity?.address, 100),
      ...(on.kind !== 'nothing' && { on }),
      ...(traceId && { traceId }),
    };
  }

  private async inTurn(subject: string, payload: unknown, work: () => Promise<unknown>): Promise<unknown> {
    const how = this.table.get(subject) ?? unknown;
    const lane = `${how.kind} ${this.things.idIn(how, payload) ?? randomUUID()}`;
    const turn = (this.lanes.get(lane) ?? Promise.resolve()).then(work, work);
    this.lanes.set(lane, turn);
    try {
      return await turn;
    } finally {
      if (this.lanes.get(lane) === turn) this.lanes.delete(lane);
    }
  }
}

const line = (field: string, value: unknown, most?: number): Record<string, string> => {
  const text = lineOf(value, most);
  return text === undefined ? {} : { [field]: text };
};

const named = (id: string | undefined, name?: unknown): Pick<AuditThing, 'id' | 'name'> => ({
  ...line('id', id),
  ...line('name', name),
});
