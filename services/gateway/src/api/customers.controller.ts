import { Controller, Delete, Get, Patch, Post } from '@nestjs/common';
import {
  addIdentity,
  createCustomer,
  CreateCustomer,
  CustomerIdentity,
  GetCustomer,
  getCustomer,
  ListCustomers,
  listCustomers,
  mergeCustomers,
  MergeCustomers,
  removeIdentity,
  unmergeCustomer,
  UnmergeCustomer,
  updateCustomer,
  UpdateCustomer,
  verifyIdentity,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'customers';
const id = { id: 'id' };
const path = { id: 'customerId' };

@Controller('api/v1/customers')
export class CustomersController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @Forwards(createCustomer, { tag, status: 201 })
  create(@Asked() asked: CreateCustomer, @Caller() caller: AskOptions) {
    return this.bus.forward(createCustomer, asked, caller);
  }

  @Get()
  @Forwards(listCustomers, { tag, slow: true })
  list(@Asked() asked: ListCustomers, @Caller() caller: AskOptions) {
    return this.bus.forward(listCustomers, asked, caller);
  }

  @Get(':id')
  @Forwards(getCustomer, { tag, path: id })
  get(@Asked() asked: GetCustomer, @Caller() caller: AskOptions) {
    return this.bus.forward(getCustomer, asked, caller);
  }

  @Patch(':id')
  @Forwards(updateCustomer, { tag, path: id, ifMatch: true })
  update(@Asked() asked: UpdateCustomer, @Caller() caller: AskOptions) {
    return this.bus.forward(updateCustomer, asked, caller);
  }

  @Post(':id/identities')
  @Forwards(addIdentity, { tag, path })
  addIdentity(@Asked() asked: CustomerIdentity, @Caller() caller: AskOptions) {
    return this.bus.forward(addIdentity, asked, caller);
  }

  @Delete(':id/identities')
  @Forwards(removeIdentity, { tag, path })
  removeIdentity(@Asked() asked: CustomerIdentity, @Caller() caller: AskOptions) {
    return this.bus.forward(removeIdentity, asked, caller);
  }

  @Post(':id/identities/verify')
  @Forwards(verifyIdentity, { tag, path })
  verifyIdentity(@Asked() asked: CustomerIdentity, @Caller() caller: AskOptions) {
    return this.bus.forward(verifyIdentity, asked, caller);
  }

  @Post(':id/merge')
  @Forwards(mergeCustomers, { tag, path: id })
  merge(@Asked() asked: MergeCustomers, @Caller() caller: AskOptions) {
    return this.bus.forward(mergeCustomers, asked, caller);
  }

  @Post(':id/unmerge')
  @Forwards(unmergeCustomer, { tag, path: id })
  unmerge(@Asked() asked: UnmergeCustomer, @Caller() caller: AskOptions) {
    return this.bus.forward(unmergeCustomer, asked, caller);
  }
}
