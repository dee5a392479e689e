import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  assignmentDecided,
  assignmentQueued,
  assignmentUnclaimed,
  clockBreached,
  clockChanged,
  clockEscalated,
  clockMet,
  clockPaused,
  clockReminderDue,
  clockResumed,
  clockStarted,
  noticeDelivered,
  type AssignmentDecided,
  type AssignmentQueued,
  type AssignmentUnclaimed,
  type ClockEvent,
  type Event,
  type NoticeDelivered,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { NewsService } from './news.service.js';

@Controller()
export class TicketEventsController {
  constructor(private readonly news: NewsService) {}

  @OnEvent(assignmentDecided)
  onDecided(@Payload() event: Event<AssignmentDecided>): Promise<void> {
    return this.news.decided(event);
  }

  @OnEvent(assignmentQueued)
  onQueued(@Payload() event: Event<AssignmentQueued>): Promise<void> {
    return this.news.queued(event);
  }

  @OnEvent(assignmentUnclaimed)
  onUnclaimed(@Payload() event: Event<AssignmentUnclaimed>): Promise<void> {
    return this.news.unclaimed(event);
  }

  @OnEvent(clockStarted)
  onClockStarted(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.news.clock(event);
  }

  @OnEvent(clockPaused)
  onClockPaused(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.news.clock(event);
  }

  @OnEvent(clockResumed)
  onClockResumed(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.news.clock(event);
  }

  @OnEvent(clockChanged)
  onClockChanged(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.news.clock(event);
  }

  @OnEvent(clockReminderDue)
  onClockReminderDue(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.news.clock(event);
  }

  @OnEvent(clockBreached)
  onClockBreached(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.news.clock(event);
  }

  @OnEvent(clockMet)
  onClockMet(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.news.clock(event);
  }

  @OnEvent(clockEscalated)
  onClockEscalated(@Payload() event: Event<ClockEvent>): Promise<void> {
    return this.news.clock(event);
  }

  @OnEvent(noticeDelivered)
  onNotice(@Payload() event: Event<NoticeDelivered>): Promise<void> {
    return this.news.notice(event);
  }
}
