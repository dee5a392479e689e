import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  ticketOpened,
  ticketReplied,
  ticketStatusChanged,
  ticketUpdated,
  type Event,
  type TicketOpened,
  type TicketReplied,
  type TicketStatusChanged,
  type TicketUpdated,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { SlaService, type Outcome } from './sla.service.js';

@Controller()
export class SlaEventsController {
  constructor(private readonly service: SlaService) {}

  @OnEvent(ticketOpened)
  onOpened(@Payload() event: Event<TicketOpened>): Promise<Outcome> {
    return this.service.opened(event);
  }

  @OnEvent(ticketStatusChanged)
  onStatusChanged(@Payload() event: Event<TicketStatusChanged>): Promise<Outcome> {
    return this.service.statusChanged(event);
  }

  @OnEvent(ticketReplied)
  onReplied(@Payload() event: Event<TicketReplied>): Promise<Outcome> {
    return this.service.replied(event);
  }

  @OnEvent(ticketUpdated)
  onUpdated(@Payload() event: Event<TicketUpdated>): Promise<Outcome> {
    return this.service.updated(event);
  }
}
