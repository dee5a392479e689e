import { Injectable } from '@nestjs/common';
import type { ErasedCount } from '@deskbeat/contracts';
import { ForgettingInLog } from '../audit/forgetting-in-log.service.js';
import { CustomerLinkStore } from '../customer/customer-link.store.js';
import { SessionService } from '../session/session.service.js';

/** Forgets a customer in this service: links that were sent to them, sessions that are open, what the log tells. */
@Injectable()
export class ForgettingHere {
  constructor(
    private readonly links: CustomerLinkStore,
    private readonly sessions: SessionService,
    private readonly log: ForgettingInLog,
  ) {}

  /** @param erasedBy the recorded action that answers for it */
  async forget({ ids, addresses }: Known, erasedBy: string): Promise<ErasedCount[]> {
    const links = await this.links.removeTo(addresses);
    const sessions = await this.sessions.endOfCustomers(ids, addresses);
    return [
      { what: 'customer-links', count: links },
      { what: 'customer-sessions', count: sessions },
      { what: 'audit-records', count: await this.log.forget(ids, erasedBy) },
    ];
  }
}

interface Known {
  ids: readonly string[];
  /** In small letters. */
  addresses: readonly string[];
}
