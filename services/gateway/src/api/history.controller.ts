import { Controller, Get } from '@nestjs/common';
import { GetCustomerHistory, getCustomerHistory, GetTicketHistory, getTicketHistory } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

@Controller('api/v1')
export class HistoryController {
  constructor(private readonly bus: Bus) {}

  @Get('customers/:id/history')
  @Forwards(getCustomerHistory, { tag: 'customers', path: { id: 'customerId' } })
  ofCustomer(@Asked() asked: GetCustomerHistory, @Caller() caller: AskOptions) {
    return this.bus.forward(getCustomerHistory, asked, caller);
  }

  @Get('tickets/:id/history')
  @Forwards(getTicketHistory, { tag: 'tickets', path: { id: 'ticketId' } })
  ofTicket(@Asked() asked: GetTicketHistory, @Caller() caller: AskOptions) {
    return this.bus.forward(getTicketHistory, asked, caller);
  }
}
