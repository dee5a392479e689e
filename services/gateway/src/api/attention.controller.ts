import { Controller, Delete, Post, Put } from '@nestjs/common';
import {
  addCollaborator,
  AddFollower,
  addWatcher,
  removeCollaborator,
  RemoveFollower,
  removeWatcher,
  snoozeTicket,
  SnoozeTicket,
  TickStep,
  tickStep,
  wakeTicket,
  WakeTicket,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { OpaqueTicket } from './opaque-ticket.pipe.js';

const tag = 'tickets';
const path = { id: 'ticketId' };
const person = { ...path, personId: 'personId' };

/** Who follows a ticket, when it comes back, and what is done of its procedure. */
@Controller('api/v1/tickets/:id')
export class AttentionController {
  constructor(private readonly bus: Bus) {}

  @Post('watchers')
  @Forwards(addWatcher, { tag, path })
  watch(@Asked(OpaqueTicket) asked: AddFollower, @Caller() caller: AskOptions) {
    return this.bus.forward(addWatcher, asked, caller);
  }

  @Delete('watchers/:personId')
  @Forwards(removeWatcher, { tag, path: person })
  unwatch(@Asked(OpaqueTicket) asked: RemoveFollower, @Caller() caller: AskOptions) {
    return this.bus.forward(removeWatcher, asked, caller);
  }

  @Post('collaborators')
  @Forwards(addCollaborator, { tag, path })
  collaborate(@Asked(OpaqueTicket) asked: AddFollower, @Caller() caller: AskOptions) {
    return this.bus.forward(addCollaborator, asked, caller);
  }

  @Delete('collaborators/:personId')
  @Forwards(removeCollaborator, { tag, path: person })
  leave(@Asked(OpaqueTicket) asked: RemoveFollower, @Caller() caller: AskOptions) {
    return this.bus.forward(removeCollaborator, asked, caller);
  }

  @Put('snooze')
  @Forwards(snoozeTicket, { tag, path })
  snooze(@Asked(OpaqueTicket) asked: SnoozeTicket, @Caller() caller: AskOptions) {
    return this.bus.forward(snoozeTicket, asked, caller);
  }

  @Delete('snooze')
  @Forwards(wakeTicket, { tag, path })
  wake(@Asked(OpaqueTicket) asked: WakeTicket, @Caller() caller: AskOptions) {
    return this.bus.forward(wakeTicket, asked, caller);
  }

  @Put('steps/:step')
  @Forwards(tickStep, { tag, path: { ...path, step: 'step' } })
  tick(@Asked(OpaqueTicket) asked: TickStep, @Caller() caller: AskOptions) {
    return this.bus.forward(tickStep, asked, caller);
  }
}
