import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  assignmentDecided,
  assignmentQueued,
  ticketMessageReceived,
  ticketOpened,
  ticketReplied,
  ticketStatusChanged,
  ticketUpdated,
  type AssignmentDecided,
  type AssignmentQueued,
  type Event,
  type TicketMessageReceived,
  type TicketOpened,
  type TicketReplied,
  type TicketStatusChanged,
  type TicketUpdated,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import type { Outcome } from './clock.service.js';
import { NewsService } from './news.service.js';

@Controller()
export class ClockEventsController {
  constructor(private readonly news: NewsService) {}

  @OnEvent(ticketOpened)
  onOpened(@Payload() event: Event<TicketOpened>): Promise<Outcome> {
    return this.news.opened(event);
  }

  @OnEvent(ticketStatusChanged)
  onStatusChanged(@Payload() event: Event<TicketStatusChanged>): Promise<Outcome> {
    return this.news.statusChanged(event);
  }

  @OnEvent(ticketReplied)
  onReplied(@Payload() event: Event<TicketReplied>): Promise<Outcome> {
    return this.news.replied(event);
  }

  @OnEvent(ticketMessageReceived)
  onMessageReceived(@Payload() event: Event<TicketMessageReceived>): Promise<Outcome> {
    return this.news.messageReceived(event);
  }

  @OnEvent(ticketUpdated)
  onUpdated(@Payload() event: Event<TicketUpdated>): Promise<Outcome> {
    return this.news.updated(event);
  }

  @OnEvent(assignmentDecided)
  onAssigned(@Payload() event: Event<AssignmentDecided>): Promise<Outcome> {
    return this.news.assigned(event);
  }

  @OnEvent(assignmentQueued)
  onQueued(@Payload() event: Event<AssignmentQueued>): Promise<Outcome> {
    return this.news.assigned(event);
  }
}
