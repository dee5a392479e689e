import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  CreateTicketType,
  createTicketType,
  getTicketForm,
  GetTicketType,
  getTicketType,
  ListTicketTypes,
  listTicketTypes,
  ReplaceTicketType,
  replaceTicketType,
  type Actor,
  type TicketForm,
  type TicketTypeList,
  type TicketTypeView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { TicketTypeService } from './ticket-type.service.js';

@Controller()
export class TicketTypeRpcController {
  constructor(private readonly types: TicketTypeService) {}

  @OnRequest(createTicketType)
  create(@Payload() command: CreateTicketType, @RequestedBy() actor: Actor): Promise<TicketTypeView> {
    return this.types.create(command, actor);
  }

  @OnRequest(replaceTicketType)
  replace(@Payload() command: ReplaceTicketType, @RequestedBy() actor: Actor): Promise<TicketTypeView> {
    return this.types.replace(command, actor);
  }

  @OnRequest(getTicketType)
  get(@Payload() { key }: GetTicketType): Promise<TicketTypeView> {
    return this.types.get(key);
  }

  @OnRequest(listTicketTypes)
  list(@Payload() query: ListTicketTypes): Promise<TicketTypeList> {
    return this.types.list(query);
  }

  @OnRequest(getTicketForm)
  form(@Payload() { key }: GetTicketType): Promise<TicketForm> {
    return this.types.form(key);
  }
}
