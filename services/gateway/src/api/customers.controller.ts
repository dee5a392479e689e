import { Controller, Get } from '@nestjs/common';
import { GetCustomer, getCustomer, ListCustomers, listCustomers } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'customers';

@Controller('api/v1/customers')
export class CustomersController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(listCustomers, { tag, slow: true })
  list(@Asked() asked: ListCustomers, @Caller() caller: AskOptions) {
    return this.bus.ask(listCustomers, asked, caller);
  }

  @Get(':id')
  @Forwards(getCustomer, { tag, path: { id: 'id' } })
  get(@Asked() asked: GetCustomer, @Caller() caller: AskOptions) {
    return this.bus.ask(getCustomer, asked, caller);
  }
}
