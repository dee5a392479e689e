import { Injectable } from '@nestjs/common';
import type { Actor, MacroData, MacroPreview, TicketView } from '@deskbeat/contracts';
import { ShelfFiles } from '../file/shelf-files.js';
import { WithFiles } from '../file/with-files.js';
import { checkSeen } from '../ticket/domain/change.js';
import { movedFacts } from '../ticket/domain/children.js';
import { isSent } from '../ticket/domain/message.js';
import { recordAssignment } from '../ticket/domain/record.js';
import type { Ticket } from '../ticket/domain/ticket-state.js';
import { RuleBook } from '../ticket/rule-book.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { TicketService } from '../ticket/ticket.service.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { inSequence } from './domain/in-sequence.js';
import { stepsOf, type Assigned, type Filled, type Reasoned } from './domain/macro-steps.js';
import { MacroAssigning } from './macro-assigning.js';
import { MacroWording, withFiles } from './macro-wording.js';

type Macro = Pick<MacroData, 'title' | 'actions'>;

/** On which ticket; without a version the macro is applied to what the ticket is. */
export interface Target {
  ticketId: string;
  seenVersion?: number;
  /** The same key writes the same messages once. */
  key?: string;
}

interface Prepared {
  before: TicketDocument;
  filled: Filled;
  /** The macro was applied with the same key before. */
  isDone?: true;
}

/** Does what a macro says as one decision and one write, or nothing of it. Who has the ticket is settled before. */
@Injectable()
export class MacroRun {
  constructor(
    private readonly store: TicketStore,
    private readonly tickets: TicketService,
    private readonly rules: RuleBook,
    private readonly wording: MacroWording,
    private readonly assigning: MacroAssigning,
    private readonly shelf: ShelfFiles,
    private readonly files: WithFiles,
  ) {}

  async apply(macro: Macro, target: Target, actor: Actor): Promise<{ ticket: TicketView; changed: boolean }> {
    const { actions } = macro;
    const { ticketId } = target;
    const { before, filled, isDone } = await this.prepared(macro, target, actor);
    if (isDone) return { ticket: await this.tickets.view(before), changed: false };
    const { seenVersion = before.version } = target;
    const assigned = filled.assigned && (await this.assigning.carriedOut(filled.assigned, actor));
    const fileIds = await this.shelf.copies(actions.attachments, actor);
    let changed = assigned !== undefined;
    const ticket = await this.files.revise(ticketId, fileIds, actor, (current, now, rules, attachments) => {
      if (isWritten(current, filled)) return undefined;
      if (!assigned || !isOnlyAssigned(before, current, assigned, now)) checkSeen(current, seenVersion, now, rules);
      const said = withFiles({ ...filled, assigned }, attachments);
      const revision = inSequence(current, stepsOf(withReason(macro), said, now, rules));
      changed ||= revision !== undefined;
      return revision;
    });
    return { ticket, changed };
  }

  async preview(macro: Macro, ticketId: string, actor: Actor): Promise<MacroPreview> {
    const { before, filled } = await this.prepared(macro, { ticketId }, actor);
    const revision = await this.planned(macro, before, filled);
    const facts = revision?.facts ?? [];
    const after = { ...(revision?.next ?? before), _id: ticketId, version: before.version + facts.length };
    return { ticket: await this.tickets.view(after as Ticket), entries: [...facts], changes: facts.length > 0 };
  }

  /** What the macro says of the ticket. Before assignment is asked, it is looked whether the rest could be done. */
  private async prepared(macro: Macro, { ticketId, seenVersion, key }: Target, actor: Actor): Promise<Prepared> {
    const before = await this.store.aggregates.need(ticketId);
    const messages = await this.wording.of(macro.actions, before, actor, key);
    if (isWritten(before, messages)) return { before, filled: messages, isDone: true };
    if (seenVersion !== undefined) checkSeen(before, seenVersion, this.tickets.now(), await this.rules.current());
    const filled: Filled = {
      ...messages,
      assigned: await this.assigning.planned(withReason(macro), before, actor),
    };
    if (filled.assigned) await this.planned(macro, before, filled);
    return { before, filled };
  }

  private async planned(macro: Macro, before: Ticket, filled: Filled) {
    const [rules, attachments] = await Promise.all([
      this.rules.current(macro.actions.type),
      this.shelf.facts(macro.actions.attachments),
    ]);
    return inSequence(before, stepsOf(withReason(macro), withFiles(filled, attachments), this.tickets.now(), rules));
  }
}

/** What a macro does has the macro as its reason where it says no other. */
const withReason = ({ title, actions }: Macro): Reasoned => ({
  ...actions,
  reason: actions.reason ?? `By the macro ${title}`,
});

/** Whether the macro was applied with the same key: what it writes and the rest are one write. */
const isWritten = (ticket: Ticket, { note, reply }: Filled): boolean =>
  [note, reply].some((message) => message !== undefined && isSent(ticket, message));

/** Whether nothing but the macro's own assignment, which the ticket has heard of already, changed it since. */
function isOnlyAssigned(before: Ticket, current: Ticket, { version, news }: Assigned, now: Date): boolean {
  if (current.changedIn === before.changedIn) return true;
  const alone = recordAssignment(before, version, news, now)?.next;
  return alone !== undefined && current.changedIn === alone.changedIn + movedFacts(before, alone).length;
}
