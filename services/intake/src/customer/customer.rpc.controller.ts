import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  getCustomer,
  GetCustomer,
  listCustomers,
  ListCustomers,
  type CustomerList,
  type CustomerView,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { CustomerReader } from './customer-reader.service.js';

@Controller()
export class CustomerRpcController {
  constructor(private readonly reader: CustomerReader) {}

  @OnRequest(getCustomer)
  get(@Payload() { id }: GetCustomer): Promise<CustomerView> {
    return this.reader.get(id);
  }

  @OnRequest(listCustomers)
  list(@Payload() query: ListCustomers): Promise<CustomerList> {
    return this.reader.list(query);
  }
}
