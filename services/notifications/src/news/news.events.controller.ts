import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  assignmentDecided,
  assignmentUnclaimed,
  clockEscalated,
  clockReminderDue,
  confirmationReminded,
  personSaved,
  ticketFollowerAdded,
  ticketMentioned,
  ticketMessageReceived,
  ticketOpened,
  ticketReplied,
  ticketStatusChanged,
  ticketWoken,
  type AssignmentDecided,
  type AssignmentUnclaimed,
  type ConfirmationReminded,
  type Event,
  type PersonSaved,
  type TargetEscalated,
  type TargetReminderDue,
  type TicketFollower,
  type TicketMentioned,
  type TicketMessageReceived,
  type TicketOpened,
  type TicketReplied,
  type TicketStatusChanged,
  type TicketWoken,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { PeopleStore } from '../people.store.js';
import { CustomerNewsService } from './customer-news.service.js';
import { HookNewsService } from './hook-news.service.js';
import { TeamNewsService } from './team-news.service.js';

/** Each event is told to everybody whom it concerns; told again, it makes nothing twice. */
@Controller()
export class NewsEventsController {
  constructor(
    private readonly customers: CustomerNewsService,
    private readonly team: TeamNewsService,
    private readonly hooks: HookNewsService,
    private readonly people: PeopleStore,
  ) {}

  @OnEvent(ticketOpened)
  onOpened(@Payload() event: Event<TicketOpened>) {
    return both(this.customers.opened(event), this.hooks.happened('ticket.opened', event.aggregateId, event));
  }

  @OnEvent(ticketStatusChanged)
  onMoved(@Payload() event: Event<TicketStatusChanged>) {
    return both(this.customers.moved(event), this.hooks.happened('ticket.status-changed', event.aggregateId, event));
  }

  @OnEvent(ticketReplied)
  onReplied(@Payload() event: Event<TicketReplied>) {
    return both(this.customers.replied(event), this.hooks.happened('ticket.replied', event.aggregateId, event));
  }

  @OnEvent(ticketMessageReceived)
  onMessage(@Payload() event: Event<TicketMessageReceived>) {
    return both(
      this.team.messageReceived(event),
      this.hooks.happened('ticket.message-received', event.aggregateId, event),
    );
  }

  @OnEvent(ticketMentioned)
  onMentioned(@Payload() event: Event<TicketMentioned>) {
    return this.team.mentioned(event);
  }

  @OnEvent(ticketFollowerAdded)
  onFollowed(@Payload() event: Event<TicketFollower>) {
    return this.team.followed(event);
  }

  @OnEvent(confirmationReminded)
  onReminded(@Payload() event: Event<ConfirmationReminded>) {
    return this.customers.reminded(event);
  }

  @OnEvent(assignmentDecided)
  onDecided(@Payload() event: Event<AssignmentDecided>) {
    return both(this.team.decided(event), this.hooks.happened('ticket.assigned', event.data.ticketId, event));
  }

  @OnEvent(assignmentUnclaimed)
  onUnclaimed(@Payload() event: Event<AssignmentUnclaimed>) {
    return this.team.unclaimed(event);
  }

  @OnEvent(ticketWoken)
  onWoken(@Payload() event: Event<TicketWoken>) {
    return this.team.woken(event);
  }

  @OnEvent(clockReminderDue)
  onReminderDue(@Payload() event: Event<TargetReminderDue>) {
    return both(this.team.reminderDue(event), this.hooks.happened('ticket.reminder-due', event.data.ticketId, event));
  }

  @OnEvent(clockEscalated)
  onEscalated(@Payload() event: Event<TargetEscalated>) {
    return both(this.team.escalated(event), this.hooks.happened('ticket.escalated', event.data.ticketId, event));
  }

  @OnEvent(personSaved)
  onPersonSaved(@Payload() event: Event<PersonSaved>) {
    return this.people.save(event.version, event.data);
  }
}

/** Neither waits for the other; the event is done when both are. */
const both = <A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> => Promise.all([one, other]);
