import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  CountOldData,
  countOldData,
  FindOldData,
  findOldTickets,
  ForgetTickets,
  forgetTickets,
  nameCustomersOf,
  NameTickets,
  type ForgottenData,
  type OldThings,
  type OldTickets,
  type TicketsOfWhom,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { OldTicketsService } from './old-tickets.service.js';

@Controller()
export class OldTicketsRpcController {
  constructor(private readonly service: OldTicketsService) {}

  @OnRequest(countOldData.intake)
  count(@Payload() payload: CountOldData): Promise<OldThings> {
    return this.service.count(payload);
  }

  @OnRequest(findOldTickets)
  find(@Payload() payload: FindOldData): Promise<OldTickets> {
    return this.service.find(payload);
  }

  @OnRequest(nameCustomersOf)
  async ofWhom(@Payload() { ticketIds }: NameTickets): Promise<TicketsOfWhom> {
    return { items: await this.service.ofWhom(ticketIds) };
  }

  @OnRequest(forgetTickets)
  forget(@Payload() payload: ForgetTickets): Promise<ForgottenData> {
    return this.service.forget(payload);
  }
}
