import { Controller, Post } from '@nestjs/common';
import { ChangeTickets, changeTickets } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

@Controller('api/v1/bulk')
export class BulkController {
  constructor(private readonly bus: Bus) {}

  @Post('tickets')
  @Forwards(changeTickets, { tag: 'bulk', slow: true, idempotent: true })
  tickets(@Asked() asked: ChangeTickets, @Caller() caller: AskOptions) {
    return this.bus.forward(changeTickets, asked, caller);
  }
}
