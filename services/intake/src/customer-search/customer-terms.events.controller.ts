import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  customerCreated,
  customerIdentityAdded,
  customerIdentityRemoved,
  customerMerged,
  customerUnmerged,
  customerUpdated,
  type CustomerMerged,
  type CustomerUnmerged,
  type CustomerUpdated,
  type Event,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { CustomerTerms } from './customer-terms.service.js';

@Controller()
export class CustomerTermsEventsController {
  constructor(private readonly terms: CustomerTerms) {}

  @OnEvent(customerCreated)
  onCreated(@Payload() { aggregateId }: Event): Promise<void> {
    return this.terms.refresh(aggregateId);
  }

  @OnEvent(customerUpdated)
  async onUpdated(@Payload() { aggregateId, data }: Event<CustomerUpdated>): Promise<void> {
    if (data.changes.name) await this.terms.refresh(aggregateId);
  }

  @OnEvent(customerIdentityAdded)
  onIdentityAdded(@Payload() { aggregateId }: Event): Promise<void> {
    return this.terms.refresh(aggregateId);
  }

  @OnEvent(customerIdentityRemoved)
  onIdentityRemoved(@Payload() { aggregateId }: Event): Promise<void> {
    return this.terms.refresh(aggregateId);
  }

  @OnEvent(customerMerged)
  onMerged(@Payload() { aggregateId, data }: Event<CustomerMerged>): Promise<void> {
    return this.terms.refreshBoth(aggregateId, data.into);
  }

  @OnEvent(customerUnmerged)
  onUnmerged(@Payload() { aggregateId, data }: Event<CustomerUnmerged>): Promise<void> {
    return this.terms.refreshBoth(aggregateId, data.from);
  }
}
