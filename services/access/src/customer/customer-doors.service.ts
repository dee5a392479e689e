import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  Problem,
  sendLetter,
  type AskForCustomerLink,
  type Authenticated,
  type CustomerLinkView,
  type Nothing,
  type UseCustomerLink,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { Bus } from '@deskbeat/messaging';
import { Time } from '@deskbeat/service';
import { AccessConfig } from '../access.config.js';
import { letterOf, type LetterLanguage } from '../domain/letters.js';
import { holderOf, SessionService } from '../session/session.service.js';
import { ThrottleStore } from '../sign-in/throttle.store.js';
import { CustomerLinkStore, type CustomerLinkDocument } from './customer-link.store.js';
import { Customers } from './customers.js';

const minute = 60_000;
const hour = 60 * minute;
const lasts = 30 * minute;
/** The mail server may be slow. */
const deadlineMs = 20_000;
const itself = { actor: { kind: 'system', id: 'access', name: 'Access' } } as const;

/** Customers come in by a link that is sent to an address of theirs: whoever reads its mail is the customer. */
@Injectable()
export class CustomerDoors {
  private readonly logger = new Logger('customers');

  constructor(
    private readonly links: CustomerLinkStore,
    private readonly customers: Customers,
    private readonly sessions: SessionService,
    private readonly throttle: ThrottleStore,
    private readonly bus: Bus,
    private readonly time: Time,
    @Inject(AccessConfig) private readonly config: AccessConfig,
  ) {}

  /**
   * The answer is the same and comes as soon whether anybody has this address or not.
   * @throws Problem `too-many-requests`
   */
  async ask({ email, address = 'unknown' }: AskForCustomerLink): Promise<Nothing> {
    const whose = email.toLowerCase();
    await this.throttle.take({ what: 'customer-link', whose, most: 5, withinMs: hour });
    await this.throttle.take({ what: 'customer-link-from', whose: address, most: 50, withinMs: hour });
    void this.send(whose).catch((error: unknown) => this.logger.warn(`no link was sent: ${String(error)}`));
    return {};
  }

  /** @throws Problem `link-invalid`, `link-expired` */
  async read(digest: string): Promise<CustomerLinkView> {
    const { email, expiresAt } = this.good(await this.links.get(digest));
    return { email, expiresAt: expiresAt.toISOString() };
  }

  /** @throws Problem `link-invalid`, `link-expired` */
  async use({ linkDigest, ...arrival }: UseCustomerLink): Promise<Authenticated> {
    const { email } = this.good(await this.links.take(linkDigest));
    const customer = await this.customers.withEmail(email);
    if (!customer) throw new Problem('link-invalid');
    const owner = { accountId: holderOf({ kind: 'customer', id: customer.id }), customerEmail: email };
    return this.sessions.open(owner, { ...arrival, use: 'browser', way: 'link' });
  }

  private good(link: CustomerLinkDocument | undefined): CustomerLinkDocument {
    if (!link) throw new Problem('link-invalid');
    if (link.expiresAt.getTime() <= this.time.now()) throw new Problem('link-expired');
    return link;
  }

  private async send(email: string): Promise<void> {
    const customer = await this.customers.withEmail(email);
    if (!customer) return;
    const token = newSecret();
    const expiresAt = new Date(this.time.now() + lasts);
    await this.links.add({ _id: digestOf(token), email, expiresAt });
    const url = `${this.config.PUBLIC_URL.replace(/\/+$/, '')}/portal/enter/${token}`;
    const about = { name: customer.name ?? '', url, expiresAt: expiresAt.toISOString() };
    const letter = letterOf('customer', this.languageOf(customer.language), about);
    await this.bus.ask(sendLetter, { to: email, ...letter }, { ...itself, deadlineMs });
  }

  private languageOf(language: string | undefined): LetterLanguage {
    if (language === undefined) return this.config.DEFAULT_LANGUAGE;
    return language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  }
}
