import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  ticketOpened,
  ticketStatusChanged,
  ticketUpdated,
  type Event,
  type TicketOpened,
  type TicketStatusChanged,
  type TicketUpdated,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { AssignmentService } from './assignment.service.js';

@Controller()
export class AssignmentEventsController {
  constructor(private readonly service: AssignmentService) {}

  @OnEvent(ticketOpened)
  onOpened(@Payload() event: Event<TicketOpened>): Promise<void> {
    return this.service.takeIn(event);
  }

  @OnEvent(ticketUpdated)
  onUpdated(@Payload() event: Event<TicketUpdated>): Promise<void> {
    return this.service.reprioritise(event);
  }

  @OnEvent(ticketStatusChanged)
  onStatusChanged(@Payload() event: Event<TicketStatusChanged>): Promise<void> {
    return this.service.move(event);
  }
}
