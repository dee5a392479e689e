import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  assignmentDecided,
  clockEscalated,
  clockReminderDue,
  personSaved,
  ticketMessageReceived,
  ticketReplied,
  type AssignmentDecided,
  type Event,
  type PersonSaved,
  type TargetEscalated,
  type TargetReminderDue,
  type TicketMessageReceived,
  type TicketReplied,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { NoticesService, type Outcome } from './notices.service.js';

@Controller()
export class NoticesEventsController {
  constructor(private readonly service: NoticesService) {}

  @OnEvent(assignmentDecided)
  onDecided(@Payload() event: Event<AssignmentDecided>): Promise<Outcome> {
    return this.service.decided(event);
  }

  @OnEvent(ticketReplied)
  onReplied(@Payload() event: Event<TicketReplied>): Promise<Outcome> {
    return this.service.replied(event);
  }

  @OnEvent(ticketMessageReceived)
  onMessageReceived(@Payload() event: Event<TicketMessageReceived>): Promise<Outcome> {
    return this.service.messageReceived(event);
  }

  @OnEvent(clockReminderDue)
  onReminderDue(@Payload() event: Event<TargetReminderDue>): Promise<Outcome> {
    return this.service.reminderDue(event);
  }

  @OnEvent(clockEscalated)
  onEscalated(@Payload() event: Event<TargetEscalated>): Promise<Outcome> {
    return this.service.escalated(event);
  }

  @OnEvent(personSaved)
  onPersonSaved(@Payload() event: Event<PersonSaved>): Promise<'done' | 'known'> {
    return this.service.personSaved(event);
  }
}
