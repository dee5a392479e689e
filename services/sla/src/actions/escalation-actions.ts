import { Injectable } from '@nestjs/common';
import {
  assignTicket,
  getAssignment,
  getTicket,
  priorities,
  problemOf,
  returnTicket,
  updateTicket,
  type Priority,
  type RequestContract,
  type TicketView,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import type { PendingAction } from '../domain/clock-state.js';

/** What became of an action; `moot`: the ticket is not any more as it was at the mark. */
export type ActionOutcome = 'done' | 'moot' | { seen: number };

const actor = { kind: 'system', id: 'sla', name: 'SLA' } as const;

/**
 * Asks the owners of tickets and assignments to do what an escalation level wants. Asking twice for the same mark does
 * nothing the second time: a ticket that is not as it was at the mark is left alone.
 */
@Injectable()
export class EscalationActions {
  constructor(private readonly bus: Bus) {}

  /** @throws Problem of the owner */
  async perform(ticketId: string, pending: PendingAction): Promise<ActionOutcome> {
    const ticket = await this.ask(getTicket, { id: ticketId });
    if (!ticket || ticket.status === 'resolved' || ticket.status === 'closed') return 'moot';
    const reason = `SLA escalation ${pending.key.slice(ticketId.length + 1)}`;
    switch (pending.action.kind) {
      case 'raise-priority':
        return this.raise(ticket, pending);
      case 'return-to-queue':
        return this.giveBack(ticketId, pending, reason);
      case 'assign':
        await this.bus.ask(assignTicket, { ticketId, personId: pending.action.personId!, reason }, { actor });
        return 'done';
    }
  }

  private async raise({ id, version, priority }: TicketView, pending: PendingAction): Promise<ActionOutcome> {
    const to = pending.action.priority ?? oneUp(pending.priority);
    if (priority !== pending.priority || to === undefined || rank(to) >= rank(priority)) return 'moot';
    await this.bus.ask(updateTicket, { ticketId: id, seenVersion: version, priority: to }, { actor });
    return 'done';
  }

  /** Notes first which assignment it is about: another one is not given back. */
  private async giveBack(ticketId: string, { seen }: PendingAction, reason: string): Promise<ActionOutcome> {
    const assignment = await this.ask(getAssignment, { ticketId });
    if (assignment?.state !== 'assigned') return 'moot';
    if (seen === undefined) return { seen: assignment.version };
    if (seen !== assignment.version) return 'moot';
    await this.bus.ask(returnTicket, { ticketId, reason }, { actor });
    return 'done';
  }

  private async ask<Q extends object, A extends object>(
    contract: RequestContract<Q, A>,
    asked: Q,
  ): Promise<A | undefined> {
    return this.bus.ask(contract, asked, { actor }).catch((error: unknown) => {
      if (problemOf(error).code === 'not-found') return undefined;
      throw error;
    });
  }
}

const rank = (priority: Priority): number => priorities.indexOf(priority);
const oneUp = (priority: Priority): Priority | undefined => priorities[rank(priority) - 1];
