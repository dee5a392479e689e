import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { GetOverview, getOverview, type Overview } from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { AnalyticsService } from './analytics.service.js';

@Controller()
export class AnalyticsRpcController {
  constructor(private readonly service: AnalyticsService) {}

  @OnRequest(getOverview)
  overview(@Payload() payload: GetOverview): Promise<Overview> {
    return this.service.overview(payload);
  }
}
