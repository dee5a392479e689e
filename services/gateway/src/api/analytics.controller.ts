import { Controller, Get } from '@nestjs/common';
import { GetOverview, getOverview, GetWallboard, getWallboard } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

@Controller('api/v1/analytics')
export class AnalyticsController {
  constructor(private readonly bus: Bus) {}

  @Get('overview')
  @Forwards(getOverview, { tag: 'analytics', slow: true })
  overview(@Asked() asked: GetOverview, @Caller() caller: AskOptions) {
    return this.bus.forward(getOverview, asked, caller);
  }

  @Get('wallboard')
  @Forwards(getWallboard, { tag: 'analytics', slow: true })
  wallboard(@Asked() asked: GetWallboard, @Caller() caller: AskOptions) {
    return this.bus.forward(getWallboard, asked, caller);
  }
}
