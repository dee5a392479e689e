import { Controller, Get, Post, Put } from '@nestjs/common';
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
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'ticket types';
const path = { key: 'key' };

@Controller('api/v1/ticket-types')
export class TicketTypesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(listTicketTypes, { tag, slow: true })
  list(@Asked() asked: ListTicketTypes, @Caller() caller: AskOptions) {
    return this.bus.forward(listTicketTypes, asked, caller);
  }

  @Post()
  @Forwards(createTicketType, { tag, status: 201 })
  create(@Asked() asked: CreateTicketType, @Caller() caller: AskOptions) {
    return this.bus.forward(createTicketType, asked, caller);
  }

  @Get(':key')
  @Forwards(getTicketType, { tag, path })
  get(@Asked() asked: GetTicketType, @Caller() caller: AskOptions) {
    return this.bus.forward(getTicketType, asked, caller);
  }

  @Put(':key')
  @Forwards(replaceTicketType, { tag, path, ifMatch: true })
  replace(@Asked() asked: ReplaceTicketType, @Caller() caller: AskOptions) {
    return this.bus.forward(replaceTicketType, asked, caller);
  }

  @Get(':key/form')
  @Forwards(getTicketForm, { tag, path })
  form(@Asked() asked: GetTicketType, @Caller() caller: AskOptions) {
    return this.bus.forward(getTicketForm, asked, caller);
  }
}
