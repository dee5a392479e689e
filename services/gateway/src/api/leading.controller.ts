import { Controller, Get, Post } from '@nestjs/common';
import {
  GetBoard,
  getBoard,
  getWeightsReport,
  HandOver,
  handOver,
  Nothing,
  Rebalance,
  rebalance,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'leading';

@Controller('api/v1')
export class LeadingController {
  constructor(private readonly bus: Bus) {}

  @Get('workload')
  @Forwards(getBoard, { tag, slow: true })
  board(@Asked() asked: GetBoard, @Caller() caller: AskOptions) {
    return this.bus.forward(getBoard, asked, caller);
  }

  @Post('queues/:id/rebalance')
  @Forwards(rebalance, { tag, path: { id: 'queueId' }, slow: true })
  rebalance(@Asked() asked: Rebalance, @Caller() caller: AskOptions) {
    return this.bus.forward(rebalance, asked, caller);
  }

  @Post('people/:id/handover')
  @Forwards(handOver, { tag, path: { id: 'personId' }, slow: true })
  handOver(@Asked() asked: HandOver, @Caller() caller: AskOptions) {
    return this.bus.forward(handOver, asked, caller);
  }

  @Get('workload/weights')
  @Forwards(getWeightsReport, { tag, slow: true })
  weights(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(getWeightsReport, asked, caller);
  }
}
