import { Injectable } from '@nestjs/common';
import type { ErasedCount } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { Indexer } from '../search/indexer.service.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { forgetTicket } from './domain/forget.js';
import { PersonalStore } from './personal.store.js';

export const actor = { kind: 'system', id: 'privacy' } as const;

/** Takes out of tickets who it was and what was said; any of it may be done again. */
@Injectable()
export class TicketForgetting {
  constructor(
    private readonly tickets: TicketStore,
    private readonly indexer: Indexer,
    private readonly personal: PersonalStore,
    private readonly time: Time,
  ) {}

  async states(ids: readonly string[], pseudonym: string): Promise<void> {
    const at = new Date(this.time.now());
    await Promise.all(
      ids.map((id) => this.tickets.revise(id, { actor, at }, (now) => forgetTicket(now, pseudonym, at))),
    );
  }

  /**
   * The states as well: what was told meanwhile. What is still in an outbox would come into the history later.
   * @returns what was done, or nothing while that is to be waited for
   */
  async words(ids: readonly string[], pseudonym: string): Promise<ErasedCount[] | undefined> {
    await this.states(ids, pseudonym);
    const loaded = await Promise.all(ids.map((id) => this.tickets.aggregates.load(id)));
    if (loaded.some((ticket) => ticket?.outbox?.length)) return undefined;
    let [entries, files, drafts] = [0, 0, 0];
    for (const id of ids) {
      entries += await this.personal.scrub('ticket', id, pseudonym);
      files += await this.personal.removeFiles(id);
      drafts += await this.personal.removeDrafts(id);
    }
    if (ids.length > 0) await this.indexer.index([...ids]);
    return [
      { what: 'entries', count: entries },
      { what: 'files', count: files },
      { what: 'drafts', count: drafts },
    ];
  }
}
