import { Injectable } from '@nestjs/common';
import type { ForgetPersonalData, ForgottenData, PersonalData, ReadPersonalData } from '@deskbeat/contracts';
import { Leavers } from '@deskbeat/persistence';
import { PersonalStore } from './personal.store.js';

const most = 400;

@Injectable()
export class PrivacyService {
  constructor(
    private readonly store: PersonalStore,
    private readonly leavers: Leavers,
  ) {}

  async read({ kind, ids, addresses }: ReadPersonalData): Promise<PersonalData> {
    const notices = await this.store.sentTo(kind === 'person' ? [...ids, ...addresses] : addresses, most);
    const records = notices
      .slice(0, most)
      .map(({ recipient, channel, cause, title, body, createdAt, sentAt, ...rest }, at) => ({
        name: `notices/${at + 1}`,
        data: { recipient, channel, cause, title, body, createdAt, sentAt, state: rest.state, ticketId: rest.ticketId },
      }));
    return { records };
  }

  /** Letters to the person go; what colleagues were told about their tickets loses its words. */
  async forget(asked: ForgetPersonalData): Promise<ForgottenData> {
    const { kind, addresses, ticketIds, letters } = asked;
    if (kind === 'person') return this.leaver(asked);
    const scrubbed = await this.store.scrub(ticketIds);
    let removed = letters ? await this.store.removeLettersAbout(ticketIds) : 0;
    for (const address of addresses) removed += await this.store.removeSentTo(address);
    const allowed = await this.store.allow(addresses);
    return {
      counts: [
        { what: 'notices', count: scrubbed },
        { what: 'letters', count: removed },
        { what: 'suppressed-addresses', count: allowed },
      ],
    };
  }

  /** What they were told goes with their wishes; where others were told of them stands the pseudonym. */
  private async leaver(asked: ForgetPersonalData): Promise<ForgottenData> {
    const { ids, addresses, names = [], pseudonym, cursor } = asked;
    if (cursor !== undefined) return this.leavers.rename({ id: ids[0]!, names, addresses, pseudonym }, cursor);
    let removed = await this.store.removeWishes(ids);
    for (const recipient of [...ids, ...addresses]) removed += await this.store.removeSentTo(recipient);
    const told = await this.leavers.rename({ id: ids[0]!, names, addresses, pseudonym });
    return { ...told, counts: [{ what: 'letters', count: removed }, ...told.counts] };
  }
}
