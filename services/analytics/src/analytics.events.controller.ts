import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  clockBreached,
  ticketOpened,
  ticketReplied,
  ticketStatusChanged,
  ticketUpdated,
  type Event,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { AnalyticsService } from './analytics.service.js';

@Controller()
export class AnalyticsEventsController {
  constructor(private readonly service: AnalyticsService) {}

  @OnEvent(ticketOpened)
  onOpened(@Payload() event: Event): Promise<void> {
    return this.service.observe(event);
  }

  @OnEvent(ticketUpdated)
  onUpdated(@Payload() event: Event): Promise<void> {
    return this.service.observe(event);
  }

  @OnEvent(ticketStatusChanged)
  onStatusChanged(@Payload() event: Event): Promise<void> {
    return this.service.observe(event);
  }

  @OnEvent(ticketReplied)
  onReplied(@Payload() event: Event): Promise<void> {
    return this.service.observe(event);
  }

  @OnEvent(clockBreached)
  onBreached(@Payload() event: Event): Promise<void> {
    return this.service.observe(event);
  }
}
