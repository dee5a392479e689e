import { Injectable } from '@nestjs/common';
import type { Actor, AddNote, SendReply, TicketView } from '@deskbeat/contracts';
import { DraftService } from '../draft/draft.service.js';
import { WithFiles } from '../file/with-files.js';
import { PersonStore } from '../people/person.store.js';
import { note, reply } from '../ticket/domain/conversation.js';
import type { Message } from '../ticket/domain/message.js';
import { composed } from './composing.js';

/** What agents write on tickets. */
@Injectable()
export class ConversationService {
  constructor(
    private readonly files: WithFiles,
    private readonly drafts: DraftService,
    private readonly people: PersonStore,
  ) {}

  async note({ ticketId, draftVersion, ...writing }: AddNote, actor: Actor): Promise<TicketView> {
    const message = await this.composed(writing, actor);
    const noted = await this.files.revise(ticketId, writing.attachments ?? [], actor, (ticket, now, _, attachments) =>
      note(ticket, { ...message, attachments }, now),
    );
    await this.drafts.sent(ticketId, 'note', actor, draftVersion);
    return noted;
  }

  async reply({ ticketId, draftVersion, ...writing }: SendReply, actor: Actor): Promise<TicketView> {
    const { moveTo } = writing;
    const message = await this.composed(writing, actor);
    const replied = await this.files.revise(
      ticketId,
      writing.attachments ?? [],
      actor,
      (ticket, now, rules, attachments) => reply(ticket, { ...message, attachments, moveTo }, now, rules),
    );
    await this.drafts.sent(ticketId, 'reply', actor, draftVersion);
    return replied;
  }

  /** Who is mentioned watches the ticket. */
  private async composed(writing: Parameters<typeof composed>[0], actor: Actor): Promise<Message> {
    const message = composed(writing, actor);
    return { ...message, watchers: await this.people.present(message.mentions ?? []) };
  }
}
