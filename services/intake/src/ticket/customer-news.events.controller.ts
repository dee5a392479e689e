import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  customerMerged,
  customerUnmerged,
  customerUpdated,
  type CustomerMerged,
  type CustomerUnmerged,
  type CustomerUpdated,
  type Event,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { CustomerNews } from './customer-news.service.js';

@Controller()
export class CustomerNewsEventsController {
  constructor(private readonly news: CustomerNews) {}

  @OnEvent(customerUpdated)
  async onUpdated(@Payload() { aggregateId, data: { changes }, actor }: Event<CustomerUpdated>): Promise<void> {
    if (changes.tier || changes.name) await this.news.follow(aggregateId, actor);
  }

  @OnEvent(customerMerged)
  onMerged(@Payload() { aggregateId, actor }: Event<CustomerMerged>): Promise<void> {
    return this.news.follow(aggregateId, actor);
  }

  @OnEvent(customerUnmerged)
  onUnmerged(@Payload() { aggregateId, actor }: Event<CustomerUnmerged>): Promise<void> {
    return this.news.follow(aggregateId, actor);
  }
}
