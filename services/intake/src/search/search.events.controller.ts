import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  customerIdentityAdded,
  customerIdentityRemoved,
  customerMerged,
  customerUnmerged,
  customerUpdated,
  ticketMessageReceived,
  ticketNoted,
  ticketNoteEdited,
  ticketRated,
  ticketRejected,
  ticketOpened,
  ticketReplied,
  ticketStatusChanged,
  ticketUpdated,
  type CustomerMerged,
  type CustomerUnmerged,
  type CustomerUpdated,
  type Event,
  type TicketStatusChanged,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { Indexer } from './indexer.service.js';
import { Reindexing } from './reindex.service.js';

/** What changes the words of a ticket. */
@Controller()
export class SearchEventsController {
  constructor(
    private readonly indexer: Indexer,
    private readonly reindexing: Reindexing,
  ) {}

  @OnEvent(ticketOpened)
  onOpened(@Payload() { aggregateId }: Event): Promise<void> {
    return this.indexer.changed(aggregateId);
  }

  @OnEvent(ticketUpdated)
  onUpdated(@Payload() { aggregateId }: Event): Promise<void> {
    return this.indexer.changed(aggregateId);
  }

  @OnEvent(ticketNoted)
  onNoted(@Payload() { aggregateId }: Event): Promise<void> {
    return this.indexer.changed(aggregateId);
  }

  @OnEvent(ticketReplied)
  onReplied(@Payload() { aggregateId }: Event): Promise<void> {
    return this.indexer.changed(aggregateId);
  }

  @OnEvent(ticketMessageReceived)
  onMessage(@Payload() { aggregateId }: Event): Promise<void> {
    return this.indexer.changed(aggregateId);
  }

  @OnEvent(ticketNoteEdited)
  onNoteEdited(@Payload() { aggregateId }: Event): Promise<void> {
    return this.indexer.changed(aggregateId);
  }

  @OnEvent(ticketRejected)
  onRejected(@Payload() { aggregateId }: Event): Promise<void> {
    return this.indexer.changed(aggregateId);
  }

  @OnEvent(ticketRated)
  onRated(@Payload() { aggregateId }: Event): Promise<void> {
    return this.indexer.changed(aggregateId);
  }

  /** Only a resolution brings words. */
  @OnEvent(ticketStatusChanged)
  async onStatus(@Payload() { aggregateId, data }: Event<TicketStatusChanged>): Promise<void> {
    if (data.to === 'resolved') await this.indexer.changed(aggregateId);
  }

  @OnEvent(customerUpdated)
  async onCustomer(@Payload() { aggregateId, data }: Event<CustomerUpdated>): Promise<void> {
    if (data.fields.includes('name')) await this.reindexing.ofCustomer(aggregateId);
  }

  @OnEvent(customerIdentityAdded)
  onIdentityAdded(@Payload() { aggregateId }: Event): Promise<void> {
    return this.reindexing.ofCustomer(aggregateId);
  }

  @OnEvent(customerIdentityRemoved)
  onIdentityRemoved(@Payload() { aggregateId }: Event): Promise<void> {
    return this.reindexing.ofCustomer(aggregateId);
  }

  @OnEvent(customerMerged)
  onMerged(@Payload() { data }: Event<CustomerMerged>): Promise<void> {
    return this.reindexing.ofCustomer(data.into);
  }

  @OnEvent(customerUnmerged)
  async onUnmerged(@Payload() { aggregateId, data }: Event<CustomerUnmerged>): Promise<void> {
    await this.reindexing.ofCustomer(aggregateId);
    await this.reindexing.ofCustomer(data.from);
  }
}
