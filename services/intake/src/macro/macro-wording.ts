import { Injectable } from '@nestjs/common';
import type { Actor, AttachmentFacts, MacroActions } from '@deskbeat/contracts';
import { sentAs } from '../conversation/composing.js';
import { Mentioning } from '../conversation/mentioning.js';
import { mentionsIn } from '../conversation/rich-text.js';
import { filledIn } from '../shelf/template.js';
import { TicketValues } from '../shelf/ticket-values.js';
import type { Message } from '../ticket/domain/message.js';
import type { Ticket } from '../ticket/domain/ticket-state.js';
import type { Filled } from './domain/macro-steps.js';

type Part = 'note' | 'reply';
type Messages = Pick<Filled, Part>;

/** What a macro writes. */
@Injectable()
export class MacroWording {
  constructor(
    private readonly values: TicketValues,
    private readonly mentioning: Mentioning,
  ) {}

  /**
   * Filled in with who the customer is and what the ticket was when the macro was chosen.
   * @param key the same key is the same message
   */
  async of(actions: MacroActions, ticket: Ticket, actor: Actor, key?: string): Promise<Messages> {
    const { note, reply } = actions;
    if (!note && !reply) return {};
    const values = await this.values.of(ticket, actor);
    const message = async (part: Part): Promise<Message | undefined> => {
      const wording = actions[part];
      if (!wording) return undefined;
      const written = filledIn(wording, values, `/actions/${part}`);
      const mentions = written.html === undefined ? [] : mentionsIn(written.html);
      const sent = key === undefined ? undefined : sentAs(actor, `${key}/${part}`, wording);
      return { ...written, ...(await this.mentioning.known(mentions)), sent };
    };
    return { note: await message('note'), reply: await message('reply') };
  }
}

/** The files go with the reply, else with the note. */
export const withFiles = ({ note, reply, ...rest }: Filled, attachments: AttachmentFacts[]): Filled => ({
  ...rest,
  note: note && (reply ? note : { ...note, attachments }),
  reply: reply && { ...reply, attachments },
});
