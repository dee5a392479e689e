import { Inject, Injectable } from '@nestjs/common';
import { Problem, type Actor, type EditNote, type TicketView } from '@deskbeat/contracts';
import { IntakeConfig } from '../intake.config.js';
import { TicketService } from '../ticket/ticket.service.js';
import { ConversationReader } from './conversation-reader.service.js';
import { editNote } from './domain/edit-note.js';
import { Mentioning } from './mentioning.js';

@Injectable()
export class NoteEditing {
  constructor(
    private readonly tickets: TicketService,
    private readonly reader: ConversationReader,
    private readonly mentioning: Mentioning,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  /** Entries never change, so the note may be read before the ticket is. */
  async edit({ ticketId, entry: version, ...writing }: EditNote, actor: Actor): Promise<TicketView> {
    const message = await this.mentioning.composed(writing, actor);
    const { entry, mentioned } = await this.reader.entry(ticketId, version);
    if (!entry) throw new Problem('not-found', { context: { entity: 'entry', ticketId, version } });
    const edit = { entry, mentioned, message, actor };
    return this.tickets.revise(ticketId, actor, (ticket, now) => editNote(ticket, edit, now, this.config.editWindowMs));
  }
}
