import { Injectable } from '@nestjs/common';
import type { AuditAction, Event } from '@deskbeat/contracts';
import { currentTraceparent } from '@deskbeat/messaging';
import { AuditService } from './audit.service.js';
import { digest } from './audit.store.js';

/** What happens to accounts, from their events: they are as durable as the accounts. */
@Injectable()
export class AccountNews {
  constructor(private readonly log: AuditService) {}

  /** @param told nothing where somebody else has recorded it */
  async record({ id }: Event, told: Omit<AuditAction, 'id' | 'traceId'> | undefined): Promise<void> {
    if (!told) return;
    const traceId = currentTraceparent()?.split('-')[1];
    // Not the event's id itself, which names a person: what is in the chain is there for good.
    await this.log.record([{ ...told, id: digest(id).slice(0, 32), ...(traceId && { traceId }) }], 'access');
  }
}
