import { Injectable } from '@nestjs/common';
import type {
  AllowAddress,
  AllowedAddress,
  SuppressAddress,
  SuppressedAddress,
  SuppressedAddresses,
} from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { NoticeStore, type Draft, type Start } from '../notice.store.js';
import { NotificationsConfig } from '../notifications.config.js';
import { LetterCounts } from './letter-counts.js';
import { AddressStore, type SuppressedDocument } from './address.store.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const mostListed = 1_000;

/** Keeps two machines from writing to each other for ever. */
@Injectable()
export class AddressService {
  private readonly letters: LetterCounts;

  constructor(
    private readonly store: AddressStore,
    notices: NoticeStore,
    private readonly time: Time,
    private readonly config: NotificationsConfig,
  ) {
    const most = config.MAILS_PER_HOUR;
    this.letters = new LetterCounts(most, (address, now) => notices.mailsTo(address, new Date(now - hourMs), most));
  }

  /** How a notice starts that is told now. */
  async startFor({ channel, recipient }: Pick<Draft, 'channel' | 'recipient'>): Promise<Start> {
    const suppressed = channel === 'email' ? await this.objection(recipient) : undefined;
    return suppressed === undefined ? {} : { suppressed };
  }

  /** @returns why nothing is to be sent to an address now; undefined when it may be */
  private async objection(address: string): Promise<string | undefined> {
    const now = this.time.now();
    const { MAILS_PER_HOUR: most } = this.config;
    const suppressed = await this.store.get(address);
    if (suppressed && suppressed.until.getTime() > now) return `not sent: ${suppressed.reason}`;
    return (await this.letters.take(address, now)) ? undefined : `not sent: ${most} letters within an hour already`;
  }

  async suppress({ address, reason, until }: SuppressAddress): Promise<SuppressedAddress> {
    const end = until === undefined ? new Date(this.time.now() + dayMs) : new Date(until);
    await this.store.suppress(address, reason, end);
    return viewOf({ _id: address.toLowerCase(), reason, until: end });
  }

  async allow({ address }: AllowAddress): Promise<AllowedAddress> {
    await this.store.allow(address);
    return { address };
  }

  async list(): Promise<SuppressedAddresses> {
    return { items: (await this.store.list(mostListed)).map(viewOf) };
  }
}

const viewOf = ({ _id, reason, until }: SuppressedDocument): SuppressedAddress => ({
  address: _id,
  reason,
  until: until.toISOString(),
});
