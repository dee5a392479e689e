import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  clockChanged,
  clockMet,
  clockResumed,
  clockStarted,
  customerUpdated,
  ticketOpened,
  ticketReplied,
  ticketStatusChanged,
  ticketUpdated,
  type ClockEvent,
  type CustomerUpdated,
  type Event,
  type TicketOpened,
  type TicketReplied,
  type TicketStatusChanged,
  type TicketUpdated,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { AssignmentService } from './assignment.service.js';
import { ClaimService } from './claim.service.js';
import { CustomerChanges } from './customer-changes.js';
import { DueDates } from './due-dates.js';

@Controller()
export class AssignmentEventsController {
  constructor(
    private readonly service: AssignmentService,
    private readonly dueDates: DueDates,
    private readonly claims: ClaimService,
    private readonly customers: CustomerChanges,
  ) {}

  @OnEvent(ticketOpened)
  onOpened(@Payload() event: Event<TicketOpened>): Promise<void> {
    return this.service.takeIn(event);
  }

  @OnEvent(ticketUpdated)
  onUpdated(@Payload() event: Event<TicketUpdated>): Promise<void> {
    return this.service.refile(event);
  }

  @OnEvent(ticketStatusChanged)
  onStatusChanged(@Payload() event: Event<TicketStatusChanged>): Promise<void> {
    return this.service.move(event);
  }

  @OnEvent(ticketReplied)
  onReplied(@Payload() event: Event<TicketReplied>): Promise<void> {
    return this.claims.answered(event);
  }

  @OnEvent(customerUpdated)
  onCustomerUpdated(@Payload() event: Event<CustomerUpdated>): Promise<void> {
    return this.customers.follow(event);
  }

  @OnEvent(clockStarted)
  onClockStarted(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.dueDates.follow(event);
  }

  @OnEvent(clockChanged)
  onClockChanged(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.dueDates.follow(event);
  }

  @OnEvent(clockResumed)
  onClockResumed(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.dueDates.follow(event);
  }

  @OnEvent(clockMet)
  onClockMet(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.dueDates.follow(event);
  }
}
