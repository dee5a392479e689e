import { Controller, Get } from '@nestjs/common';
import { SearchTickets, searchTickets } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly bus: Bus) {}

  @Get('tickets')
  @Forwards(searchTickets, { tag: 'search', slow: true })
  tickets(@Asked() asked: SearchTickets, @Caller() caller: AskOptions) {
    return this.bus.forward(searchTickets, asked, caller);
  }
}
