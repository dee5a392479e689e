import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  getCustomerFields,
  saveCustomerFields,
  SaveCustomerFields,
  type Actor,
  type CustomerFieldsView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { CustomerFieldsService } from './customer-fields.service.js';

@Controller()
export class CustomerFieldsRpcController {
  constructor(private readonly fields: CustomerFieldsService) {}

  @OnRequest(getCustomerFields)
  get(): Promise<CustomerFieldsView> {
    return this.fields.get();
  }

  @OnRequest(saveCustomerFields)
  save(@Payload() command: SaveCustomerFields, @RequestedBy() actor: Actor): Promise<CustomerFieldsView> {
    return this.fields.save(command, actor);
  }
}
