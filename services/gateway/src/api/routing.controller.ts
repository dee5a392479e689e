import { Controller, Get, Post, Put } from '@nestjs/common';
import {
  getRoutingRules,
  Nothing,
  ProbeRouting,
  probeRouting,
  SaveRoutingRules,
  saveRoutingRules,
  TryRouting,
  tryRouting,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'routing';

@Controller('api/v1/routing-rules')
export class RoutingController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(getRoutingRules, { tag })
  get(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(getRoutingRules, asked, caller);
  }

  @Put()
  @Forwards(saveRoutingRules, { tag, ifMatch: 'unless new' })
  save(@Asked() asked: SaveRoutingRules, @Caller() caller: AskOptions) {
    return this.bus.forward(saveRoutingRules, asked, caller);
  }

  @Post('probe')
  @Forwards(probeRouting, { tag })
  probe(@Asked() asked: ProbeRouting, @Caller() caller: AskOptions) {
    return this.bus.forward(probeRouting, asked, caller);
  }

  @Post('dry-run')
  @Forwards(tryRouting, { tag, slow: true })
  try(@Asked() asked: TryRouting, @Caller() caller: AskOptions) {
    return this.bus.forward(tryRouting, asked, caller);
  }
}
