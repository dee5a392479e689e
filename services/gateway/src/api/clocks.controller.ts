import { Controller, Get, Post } from '@nestjs/common';
import {
  GetClock,
  getClockReport,
  GetRecount,
  getRecount,
  listRecounts,
  Nothing,
  StartRecount,
  startRecount,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { OpaqueTicket } from './opaque-ticket.pipe.js';

const tag = 'clocks';

@Controller('api/v1')
export class ClocksController {
  constructor(private readonly bus: Bus) {}

  @Get('tickets/:id/clock/report')
  @Forwards(getClockReport, { tag, path: { id: 'ticketId' } })
  report(@Asked(OpaqueTicket) asked: GetClock, @Caller() caller: AskOptions) {
    return this.bus.forward(getClockReport, asked, caller);
  }

  @Get('recounts')
  @Forwards(listRecounts, { tag, slow: true })
  recounts(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(listRecounts, asked, caller);
  }

  @Post('recounts')
  @Forwards(startRecount, { tag })
  recount(@Asked() asked: StartRecount, @Caller() caller: AskOptions) {
    return this.bus.forward(startRecount, asked, caller);
  }

  @Get('recounts/:id')
  @Forwards(getRecount, { tag, path: { id: 'recountId' } })
  progress(@Asked() asked: GetRecount, @Caller() caller: AskOptions) {
    return this.bus.forward(getRecount, asked, caller);
  }
}
