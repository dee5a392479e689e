import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { IntakeReceipt } from '@deskbeat/contracts';
import { OnIntake, OnIntakeRequest } from '@deskbeat/messaging';
import { IntakeEventsService } from './intake-events.service.js';

@Controller()
export class IntakeEventsController {
  constructor(private readonly events: IntakeEventsService) {}

  @OnIntake()
  onReported(@Payload() report: unknown): Promise<IntakeReceipt> {
    return this.events.accept(report);
  }

  @OnIntakeRequest()
  answer(@Payload() report: unknown): Promise<IntakeReceipt> {
    return this.events.accept(report);
  }
}
