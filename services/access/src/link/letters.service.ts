import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  sendLetter,
  type Actor,
  type AskForReset,
  type MadeLink,
  type MakeLink,
  type Nothing,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { AccessConfig } from '../access.config.js';
import { AccountStore } from '../account/account.store.js';
import { letterOf } from '../domain/letters.js';
import { ThrottleStore } from '../sign-in/throttle.store.js';
import { Links } from './links.service.js';

const itself: Actor = { kind: 'system', id: 'access', name: 'Access' };
const hourMs = 3_600_000;
/** The mail server may be slow. */
const deadlineMs = 20_000;

/** Links that come by mail. */
@Injectable()
export class Letters {
  private readonly logger = new Logger('letters');

  constructor(
    private readonly links: Links,
    private readonly accounts: AccountStore,
    private readonly throttle: ThrottleStore,
    private readonly bus: Bus,
    @Inject(AccessConfig) private readonly config: AccessConfig,
  ) {}

  /** @throws Problem `service-unavailable` when the letter cannot be sent */
  async make(asked: MakeLink, actor: Actor): Promise<MadeLink> {
    const { account, url, ...made } = await this.links.forAccount(asked, actor);
    if (asked.by === 'hand') return { ...made, url };
    const kind = made.purpose === 'reset' ? 'reset' : 'invitation';
    const about = { name: account.name, url, expiresAt: made.expiresAt };
    const letter = letterOf(kind, this.config.DEFAULT_LANGUAGE, about);
    await this.bus.ask(sendLetter, { to: account.email, ...letter }, { actor: itself, deadlineMs });
    return { ...made, sentTo: account.email };
  }

  /**
   * The answer is the same and comes as soon whether there is such an account or not.
   * @throws Problem `too-many-requests`
   */
  async reset({ email, address = 'unknown' }: AskForReset): Promise<Nothing> {
    const whose = email.toLowerCase();
    await this.throttle.take({ what: 'reset', whose, most: 5, withinMs: hourMs });
    await this.throttle.take({ what: 'reset-from', whose: address, most: 50, withinMs: hourMs });
    void this.sendReset(whose).catch((error: unknown) => this.logger.warn(`no link was sent: ${String(error)}`));
    return {};
  }

  private async sendReset(email: string): Promise<void> {
    const account = await this.accounts.withEmail(email);
    if (account?.active) await this.make({ accountId: account._id, by: 'mail' }, itself);
  }
}
