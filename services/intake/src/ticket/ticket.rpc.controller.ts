import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  changeStatus,
  ChangeStatus,
  getTicket,
  GetTicket,
  listTickets,
  ListTickets,
  openTicket,
  OpenTicket,
  republishEvents,
  RepublishEvents,
  updateTicket,
  UpdateTicket,
  type Actor,
  type OpenedTicket,
  type Republished,
  type TicketList,
  type TicketView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { Republisher } from '../republisher.js';
import { ReceivingService } from '../conversation/receiving.service.js';
import { TicketReader } from './ticket-reader.service.js';
import { TicketService } from './ticket.service.js';

@Controller()
export class TicketRpcController {
  constructor(
    private readonly tickets: TicketService,
    private readonly reader: TicketReader,
    private readonly receiving: ReceivingService,
    private readonly republisher: Republisher,
  ) {}

  @OnRequest(openTicket)
  open(@Payload() request: OpenTicket, @RequestedBy() actor: Actor): Promise<OpenedTicket> {
    return this.receiving.open(request, actor);
  }

  @OnRequest(updateTicket)
  update(@Payload() command: UpdateTicket, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.tickets.update(command, actor);
  }

  @OnRequest(changeStatus)
  changeStatus(@Payload() command: ChangeStatus, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.tickets.changeStatus(command, actor);
  }

  @OnRequest(getTicket)
  get(@Payload() { id }: GetTicket): Promise<TicketView> {
    return this.reader.get(id);
  }

  @OnRequest(listTickets)
  list(@Payload() query: ListTickets): Promise<TicketList> {
    return this.reader.list(query);
  }

  @OnRequest(republishEvents.intake)
  republish(@Payload() { since }: RepublishEvents): Promise<Republished> {
    return this.republisher.republish(new Date(since));
  }
}
