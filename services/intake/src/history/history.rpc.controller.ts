import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  getCustomerHistory,
  GetCustomerHistory,
  getTicketHistory,
  GetTicketHistory,
  type CustomerHistory,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { HistoryService } from './history.service.js';

@Controller()
export class HistoryRpcController {
  constructor(private readonly history: HistoryService) {}

  @OnRequest(getCustomerHistory)
  ofCustomer(@Payload() { customerId, limit }: GetCustomerHistory): Promise<CustomerHistory> {
    return this.history.ofCustomer(customerId, limit);
  }

  @OnRequest(getTicketHistory)
  ofTicket(@Payload() { ticketId, limit }: GetTicketHistory): Promise<CustomerHistory> {
    return this.history.ofTicket(ticketId, limit);
  }
}
