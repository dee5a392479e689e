import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  GetClock,
  getClock,
  getClockReport,
  RepublishEvents,
  republishEvents,
  type ClockReport,
  type ClockView,
  type Republished,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { ClockService } from './clock.service.js';
import { Republisher } from './republisher.js';

@Controller()
export class ClockRpcController {
  constructor(
    private readonly clocks: ClockService,
    private readonly republisher: Republisher,
  ) {}

  @OnRequest(getClock)
  clock(@Payload() { ticketId }: GetClock): Promise<ClockView> {
    return this.clocks.view(ticketId);
  }

  @OnRequest(getClockReport)
  report(@Payload() { ticketId }: GetClock): Promise<ClockReport> {
    return this.clocks.report(ticketId);
  }

  @OnRequest(republishEvents.sla)
  republish(@Payload() { since }: RepublishEvents): Promise<Republished> {
    return this.republisher.republish(since);
  }
}
