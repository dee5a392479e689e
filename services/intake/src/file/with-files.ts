import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { problemOf, type Actor, type AttachmentFacts, type MessageFacts, type TicketView } from '@deskbeat/contracts';
import type { Change } from '../ticket/domain/aftermath.js';
import type { Fact } from '../ticket/domain/revision.js';
import type { TicketRules } from '../ticket/domain/rules.js';
import type { Filed, Opened } from '../ticket/opening.service.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { TicketService } from '../ticket/ticket.service.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { Attachments, type Attaching } from './attachments.js';

type Writing = (
  ticket: TicketDocument,
  now: Date,
  rules: TicketRules,
  attachments: AttachmentFacts[],
) => Change | undefined;

/** Writes messages together with the files that they bring. */
@Injectable()
export class WithFiles {
  constructor(
    private readonly tickets: TicketService,
    private readonly store: TicketStore,
    private readonly attachments: Attachments,
  ) {}

  /**
   * @param open a new ticket, with the id and the files that it gets
   * @param isKnown whether it is there already, of a ticket that has a key: the same may come twice at once
   */
  async open(
    fileIds: readonly string[],
    actor: Actor,
    open: (filed: Filed) => Promise<Opened>,
    isKnown?: () => Promise<boolean>,
  ): Promise<Opened> {
    if (fileIds.length === 0) return open({ id: uuid() });
    // Both have the same ticket in mind then: a file belongs to one.
    const id = isKnown ? fileIds[0]! : uuid();
    const attaching = await this.attachments.attach(fileIds, id, 0, actor).catch(async (error: unknown) => {
      if (await isKnown?.()) return undefined;
      throw error;
    });
    if (!attaching) return open({ id: uuid() });
    let entry: number | undefined;
    const opening = open({ id, attachments: attaching.attachments }).then((opened) => {
      if (opened.created) entry = 1;
      return opened;
    });
    return settled(attaching, () => entry, opening);
  }

  /** @param decide one of its facts is the message that has the files */
  async revise(id: string, fileIds: readonly string[], actor: Actor, decide: Writing): Promise<TicketView> {
    if (fileIds.length === 0)
      return this.tickets.revise(id, actor, (ticket, now, rules) => decide(ticket, now, rules, []));
    const { version } = await this.store.aggregates.need(id);
    const attaching = await this.attachments.attach(fileIds, id, version, actor);
    let entry: number | undefined;
    return settled(
      attaching,
      () => entry,
      this.tickets.revise(id, actor, (ticket, now, rules) => {
        const change = decide(ticket, now, rules, attaching.attachments);
        entry = change && ticket.version + 1 + Math.max(0, change.facts.findIndex(hasFiles));
        return change;
      }),
    );
  }
}

const hasFiles = ({ data }: Fact): boolean => (data as Partial<MessageFacts>).attachments !== undefined;

/**
 * Whether the files are part of the ticket now. After a failure that says nothing about the write they stay held, until
 * the sweep has looked.
 * @param entry where the files came with, undefined when nothing was to be written
 */
async function settled<T>(attaching: Attaching, entry: () => number | undefined, writing: Promise<T>): Promise<T> {
  const done = await writing.catch(async (error: unknown) => {
    if (!problemOf(error).retryable) await attaching.refused();
    throw error;
  });
  const written = entry();
  await (written === undefined ? attaching.refused() : attaching.written(written));
  return done;
}
