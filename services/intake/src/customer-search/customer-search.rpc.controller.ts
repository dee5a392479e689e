import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  findDuplicates,
  FindDuplicates,
  searchCustomers,
  SearchCustomers,
  type CustomerList,
  type DuplicateList,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { CustomerSearch } from './customer-search.service.js';

@Controller()
export class CustomerSearchRpcController {
  constructor(private readonly search: CustomerSearch) {}

  @OnRequest(searchCustomers)
  find(@Payload() query: SearchCustomers): Promise<CustomerList> {
    return this.search.find(query);
  }

  @OnRequest(findDuplicates)
  duplicates(@Payload() query: FindDuplicates): Promise<DuplicateList> {
    return this.search.duplicates(query);
  }
}
