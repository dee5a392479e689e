import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  addIdentity,
  createCustomer,
  CreateCustomer,
  CustomerIdentity,
  getCustomer,
  GetCustomer,
  listCustomers,
  ListCustomers,
  mergeCustomers,
  MergeCustomers,
  removeIdentity,
  unmergeCustomer,
  UnmergeCustomer,
  updateCustomer,
  UpdateCustomer,
  verifyIdentity,
  type Actor,
  type CustomerList,
  type CustomerView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { CustomerDesk } from './customer-desk.service.js';
import { CustomerReader } from './customer-reader.service.js';
import { viewOf } from './domain/customer-view.js';
import { MergeService } from './merge.service.js';

@Controller()
export class CustomerRpcController {
  constructor(
    private readonly desk: CustomerDesk,
    private readonly merges: MergeService,
    private readonly reader: CustomerReader,
  ) {}

  @OnRequest(createCustomer)
  create(@Payload() request: CreateCustomer, @RequestedBy() actor: Actor): Promise<CustomerView> {
    return this.desk.create(request, actor).then(viewOf);
  }

  @OnRequest(updateCustomer)
  update(@Payload() command: UpdateCustomer, @RequestedBy() actor: Actor): Promise<CustomerView> {
    return this.desk.update(command, actor).then(viewOf);
  }

  @OnRequest(addIdentity)
  addIdentity(@Payload() identity: CustomerIdentity, @RequestedBy() actor: Actor): Promise<CustomerView> {
    return this.desk.addIdentity(identity, actor).then(viewOf);
  }

  @OnRequest(removeIdentity)
  removeIdentity(@Payload() identity: CustomerIdentity, @RequestedBy() actor: Actor): Promise<CustomerView> {
    return this.desk.removeIdentity(identity, actor).then(viewOf);
  }

  @OnRequest(verifyIdentity)
  verifyIdentity(@Payload() identity: CustomerIdentity, @RequestedBy() actor: Actor): Promise<CustomerView> {
    return this.desk.verifyIdentity(identity, actor).then(viewOf);
  }

  @OnRequest(mergeCustomers)
  merge(@Payload() command: MergeCustomers, @RequestedBy() actor: Actor): Promise<CustomerView> {
    return this.merges.merge(command, actor).then(viewOf);
  }

  @OnRequest(unmergeCustomer)
  unmerge(@Payload() { id }: UnmergeCustomer, @RequestedBy() actor: Actor): Promise<CustomerView> {
    return this.merges.unmerge(id, actor).then(viewOf);
  }

  @OnRequest(getCustomer)
  get(@Payload() { id }: GetCustomer): Promise<CustomerView> {
    return this.reader.get(id);
  }

  @OnRequest(listCustomers)
  list(@Payload() query: ListCustomers): Promise<CustomerList> {
    return this.reader.list(query);
  }
}
