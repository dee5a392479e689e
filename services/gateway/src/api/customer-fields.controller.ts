import { Controller, Get, Put } from '@nestjs/common';
import { getCustomerFields, Nothing, saveCustomerFields, SaveCustomerFields } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'customers';

@Controller('api/v1/customer-fields')
export class CustomerFieldsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(getCustomerFields, { tag })
  get(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(getCustomerFields, asked, caller);
  }

  @Put()
  @Forwards(saveCustomerFields, { tag, ifMatch: 'unless new' })
  save(@Asked() asked: SaveCustomerFields, @Caller() caller: AskOptions) {
    return this.bus.forward(saveCustomerFields, asked, caller);
  }
}
