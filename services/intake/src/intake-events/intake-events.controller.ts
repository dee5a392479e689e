import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { IntakeReceipt } from '@deskbeat/contracts';
import { OnIntake, OnIntakeRequest, ReportedBy } from '@deskbeat/messaging';
import { IntakeEventsService } from './intake-events.service.js';

@Controller()
export class IntakeEventsController {
  constructor(private readonly events: IntakeEventsService) {}

  @OnIntake()
  onReported(@ReportedBy() source: string, @Payload() report: unknown): Promise<IntakeReceipt> {
    return this.events.accept(source, report);
  }

  @OnIntakeRequest()
  answer(@ReportedBy() source: string, @Payload() report: unknown): Promise<IntakeReceipt> {
    return this.events.accept(source, report);
  }
}
