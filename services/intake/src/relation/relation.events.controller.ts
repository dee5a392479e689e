import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  childMoved,
  mergeBegun,
  ticketLinked,
  ticketMerged,
  ticketUnlinked,
  type Event,
  type MergeBegun,
  type TicketLinked,
  type TicketMerged,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { MergeService } from './merge.service.js';
import { RelationsService } from './relations.service.js';

/** What tickets tell each other: the other half of what began on one of them. */
@Controller()
export class RelationEventsController {
  constructor(
    private readonly relations: RelationsService,
    private readonly merges: MergeService,
  ) {}

  @OnEvent(ticketLinked)
  onLinked(@Payload() event: Event<TicketLinked>): Promise<void> {
    return this.relations.hear(event, 'linked');
  }

  @OnEvent(ticketUnlinked)
  onUnlinked(@Payload() event: Event<TicketLinked>): Promise<void> {
    return this.relations.hear(event, 'unlinked');
  }

  @OnEvent(childMoved)
  onChildMoved(@Payload() event: Event<TicketLinked>): Promise<void> {
    return this.relations.hear(event, 'moved');
  }

  @OnEvent(mergeBegun)
  onMergeBegun(@Payload() { aggregateId }: Event<MergeBegun>): Promise<void> {
    return this.merges.settle(aggregateId);
  }

  @OnEvent(ticketMerged)
  onMerged(@Payload() { aggregateId, actor }: Event<TicketMerged>): Promise<void> {
    return this.merges.bringInById(aggregateId, actor);
  }
}
