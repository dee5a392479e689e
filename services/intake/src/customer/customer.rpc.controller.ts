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
import { CustomerService } from './customer.service.js';

@Controller()
export class CustomerRpcController {
  constructor(private readonly customers: CustomerService) {}

  @OnRequest(getCustomer)
  get(@Payload() { id }: GetCustomer): Promise<CustomerView> {
    return this.customers.get(id);
  }

  @OnRequest(listCustomers)
  list(@Payload() query: ListCustomers): Promise<CustomerList> {
    return this.customers.list(query);
  }
}
