import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  addNote,
  AddNote,
  changeStatus,
  ChangeStatus,
  getMessage,
  GetMessage,
  getTicket,
  GetTicket,
  getTimeline,
  GetTimeline,
  listTickets,
  ListTickets,
  openTicket,
  OpenTicket,
  receiveMessage,
  ReceiveMessage,
  republishEvents,
  RepublishEvents,
  sendReply,
  SendReply,
  updateTicket,
  UpdateTicket,
  type Actor,
  type MessageView,
  type OpenedTicket,
  type Republished,
  type TicketList,
  type TicketView,
  type Timeline,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { Republisher } from '../republisher.js';
import { TicketReader } from './ticket-reader.service.js';
import { TicketService } from './ticket.service.js';

@Controller()
export class TicketRpcController {
  constructor(
    private readonly tickets: TicketService,
    private readonly reader: TicketReader,
    private readonly republisher: Republisher,
  ) {}

  @OnRequest(openTicket)
  open(@Payload() request: OpenTicket, @RequestedBy() actor: Actor): Promise<OpenedTicket> {
    return this.tickets.open(request, actor);
  }

  @OnRequest(updateTicket)
  update(@Payload() command: UpdateTicket, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.tickets.update(command, actor);
  }

  @OnRequest(addNote)
  note(@Payload() command: AddNote, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.tickets.note(command, actor);
  }

  @OnRequest(sendReply)
  reply(@Payload() command: SendReply, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.tickets.reply(command, actor);
  }

  @OnRequest(receiveMessage)
  receive(@Payload() command: ReceiveMessage, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.tickets.receive(command, actor);
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

  @OnRequest(getTimeline)
  timeline(@Payload() query: GetTimeline): Promise<Timeline> {
    return this.reader.timeline(query);
  }

  @OnRequest(getMessage)
  message(@Payload() query: GetMessage): Promise<MessageView> {
    return this.reader.message(query);
  }

  @OnRequest(republishEvents.intake)
  republish(@Payload() { since }: RepublishEvents): Promise<Republished> {
    return this.republisher.republish(new Date(since));
  }
}
