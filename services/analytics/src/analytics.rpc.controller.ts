import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  GetOverview,
  getOverview,
  GetWallboard,
  getWallboard,
  type Overview,
  type Wallboard,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { AnalyticsService } from './analytics.service.js';

@Controller()
export class AnalyticsRpcController {
  constructor(private readonly service: AnalyticsService) {}

  @OnRequest(getOverview)
  overview(@Payload() payload: GetOverview): Promise<Overview> {
    return this.service.overview(payload);
  }

  @OnRequest(getWallboard)
  wallboard(@Payload() payload: GetWallboard): Promise<Wallboard> {
    return this.service.wallboard(payload);
  }
}
