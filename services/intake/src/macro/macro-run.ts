import { Injectable } from '@nestjs/common';
import type { Actor, MacroActions, MacroPreview, TicketView } from '@deskbeat/contracts';
import { mentionsIn } from '../conversation/rich-text.js';
import { PersonStore } from '../people/person.store.js';
import { filledIn } from '../shelf/template.js';
import { TicketValues } from '../shelf/ticket-values.js';
import { checkSeen } from '../ticket/domain/change.js';
import type { Message } from '../ticket/domain/message.js';
import { RuleBook } from '../ticket/rule-book.js';
import { TicketService } from '../ticket/ticket.service.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { inSequence } from './domain/in-sequence.js';
import { stepsOf, type Filled } from './domain/macro-steps.js';

/** Does what a macro says as one decision and one write, or nothing of it. */
@Injectable()
export class MacroRun {
  constructor(
    private readonly store: TicketStore,
    private readonly tickets: TicketService,
    private readonly values: TicketValues,
    private readonly rules: RuleBook,
    private readonly people: PersonStore,
  ) {}

  async apply(actions: MacroActions, ticketId: string, seenVersion: number, actor: Actor): Promise<TicketView> {
    const filled = await this.filled(actions, ticketId, actor);
    return this.tickets.revise(ticketId, actor, (ticket, now, rules) => {
      checkSeen(ticket, seenVersion, now, rules);
      return inSequence(ticket, stepsOf(actions, filled, now, rules));
    });
  }

  async preview(actions: MacroActions, ticketId: string, actor: Actor): Promise<MacroPreview> {
    const filled = await this.filled(actions, ticketId, actor);
    const [ticket, rules] = await Promise.all([this.store.aggregates.need(ticketId), this.rules.current(actions.type)]);
    const revision = inSequence(ticket, stepsOf(actions, filled, this.tickets.now(), rules));
    const facts = revision?.facts ?? [];
    const after = { ...(revision?.next ?? ticket), _id: ticket._id, version: ticket.version + facts.length };
    return { ticket: await this.tickets.view(after as typeof ticket), entries: [...facts], changes: facts.length > 0 };
  }

  /** Who the customer is and what the ticket was when the macro was chosen: its version is checked when it is written. */
  private async filled({ note, reply }: MacroActions, ticketId: string, actor: Actor): Promise<Filled> {
    if (!note && !reply) return {};
    const values = await this.values.of(await this.store.aggregates.need(ticketId), actor);
    const message = async (part: 'note' | 'reply', wording = { note, reply }[part]): Promise<Message | undefined> => {
      if (!wording) return undefined;
      const written = filledIn(wording, values, `/actions/${part}`);
      const mentions = written.html === undefined ? [] : mentionsIn(written.html);
      return { ...written, mentions, watchers: await this.people.present(mentions) };
    };
    return { note: await message('note'), reply: await message('reply') };
  }
}
