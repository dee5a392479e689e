import { Injectable } from '@nestjs/common';
import {
  Problem,
  ticketMessageReceived,
  ticketOpened,
  ticketReplied,
  type Actor,
  type MessageFacts,
  type SplitTicket,
} from '@deskbeat/contracts';
import { ConversationReader } from '../conversation/conversation-reader.service.js';
import { ShelfFiles } from '../file/shelf-files.js';
import { WithFiles } from '../file/with-files.js';
import { OpeningService, type Opened } from '../ticket/opening.service.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';

/** Entries that a customer wrote or was written to. Notes are nobody's business outside. */
const publicMessages = [ticketOpened, ticketReplied, ticketMessageReceived].map(({ subject }) => subject);

/** Makes tickets of messages. */
@Injectable()
export class SplittingService {
  constructor(
    private readonly conversations: ConversationReader,
    private readonly opening: OpeningService,
    private readonly files: WithFiles,
    private readonly shelf: ShelfFiles,
  ) {}

  /** What was split off before with the same key. @throws Problem `idempotency-mismatch` */
  known(command: SplitTicket): Promise<TicketDocument | undefined> {
    return this.opening.openedWith(keyOf(command), saidIn(command));
  }

  /** The message stays where it is; the new ticket begins with it and with copies of its files. */
  async split(origin: TicketDocument, command: SplitTicket, actor: Actor, now: Date): Promise<Opened> {
    const { entry: version, type = origin.type, queueId } = command;
    const { _id: ticketId } = origin;
    const { entry } = await this.conversations.entry(ticketId, version);
    if (entry?.text === undefined || !publicMessages.includes(entry.subject)) {
      throw new Problem('not-found', { context: { entity: 'message', ticketId, version } });
    }
    const { text, html, data } = entry;
    const { subject = origin.subject, priority = origin.priority } = command;
    const { attachments = [] } = data as Partial<MessageFacts>;
    const copies = await this.shelf.copies(idsOf(attachments), actor);
    const links = [{ kind: 'split', to: ticketId, at: now } as const];
    return this.files.open(copies, actor, (filed) =>
      this.opening.from(
        origin,
        { subject, type, priority, text },
        actor,
        { now, links, queueId, html, intakeKey: keyOf(command), said: saidIn(command) },
        filed,
      ),
    );
  }
}

const keyOf = ({ ticketId, entry, idempotencyKey = String(entry) }: SplitTicket): string =>
  JSON.stringify(['split', ticketId, idempotencyKey]);
const saidIn = ({ idempotencyKey: _, ...said }: SplitTicket): object => said;
const idsOf = (things: readonly { id: string }[]): string[] => things.map(({ id }) => id);
