import { Injectable } from '@nestjs/common';
import type { Actor, AddNote, SendReply, TicketView } from '@deskbeat/contracts';
import { DraftService } from '../draft/draft.service.js';
import { WithFiles } from '../file/with-files.js';
import { note, reply } from '../ticket/domain/conversation.js';
import { Mentioning } from './mentioning.js';

/** What agents write on tickets. */
@Injectable()
export class ConversationService {
  constructor(
    private readonly files: WithFiles,
    private readonly drafts: DraftService,
    private readonly mentioning: Mentioning,
  ) {}

  async note({ ticketId, draftVersion, ...writing }: AddNote, actor: Actor): Promise<TicketView> {
    const message = await this.mentioning.composed(writing, actor);
    const noted = await this.files.revise(ticketId, writing.attachments ?? [], actor, (ticket, now, _, attachments) =>
      note(ticket, { ...message, attachments }, now),
    );
    await this.drafts.sent(ticketId, 'note', actor, draftVersion);
    return noted;
  }

  async reply({ ticketId, draftVersion, ...writing }: SendReply, actor: Actor): Promise<TicketView> {
    const { moveTo } = writing;
    const message = await this.mentioning.composed(writing, actor);
    const replied = await this.files.revise(
      ticketId,
      writing.attachments ?? [],
      actor,
      (ticket, now, rules, attachments) => reply(ticket, { ...message, attachments, moveTo }, now, rules),
    );
    await this.drafts.sent(ticketId, 'reply', actor, draftVersion);
    return replied;
  }
}
