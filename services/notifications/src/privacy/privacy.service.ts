import { Injectable } from '@nestjs/common';
import type { ForgetPersonalData, ForgottenData, PersonalData, ReadPersonalData } from '@deskbeat/contracts';
import { PersonalStore } from './personal.store.js';

const most = 400;

@Injectable()
export class PrivacyService {
  constructor(private readonly store: PersonalStore) {}

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
  async forget({ addresses, ticketIds, letters }: ForgetPersonalData): Promise<ForgottenData> {
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
}
