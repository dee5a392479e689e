import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  AskForCustomerLink,
  askForCustomerLink,
  ReadCustomerLink,
  readCustomerLink,
  UseCustomerLink,
  useCustomerLink,
  type Authenticated,
  type CustomerLinkView,
  type Nothing,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { CustomerDoors } from './customer-doors.service.js';

@Controller()
export class CustomerRpcController {
  constructor(private readonly doors: CustomerDoors) {}

  @OnRequest(askForCustomerLink)
  ask(@Payload() payload: AskForCustomerLink): Promise<Nothing> {
    return this.doors.ask(payload);
  }

  @OnRequest(readCustomerLink)
  read(@Payload() { digest }: ReadCustomerLink): Promise<CustomerLinkView> {
    return this.doors.read(digest);
  }

  @OnRequest(useCustomerLink)
  use(@Payload() payload: UseCustomerLink): Promise<Authenticated> {
    return this.doors.use(payload);
  }
}
