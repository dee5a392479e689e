import { Controller, Get } from '@nestjs/common';
import { FindDuplicates, findDuplicates, SearchCustomers, searchCustomers } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'customers';

@Controller('api/v1')
export class CustomerSearchController {
  constructor(private readonly bus: Bus) {}

  @Get('search/customers')
  @Forwards(searchCustomers, { tag, slow: true })
  search(@Asked() asked: SearchCustomers, @Caller() caller: AskOptions) {
    return this.bus.forward(searchCustomers, asked, caller);
  }

  @Get('customers/:id/duplicates')
  @Forwards(findDuplicates, { tag, path: { id: 'customerId' }, slow: true })
  duplicates(@Asked() asked: FindDuplicates, @Caller() caller: AskOptions) {
    return this.bus.forward(findDuplicates, asked, caller);
  }
}
