import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  addCollaborator,
  AddFollower,
  addWatcher,
  removeCollaborator,
  RemoveFollower,
  removeWatcher,
  snoozeTicket,
  SnoozeTicket,
  wakeTicket,
  WakeTicket,
  type Actor,
  type TicketView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { AttentionService } from './attention.service.js';

@Controller()
export class AttentionRpcController {
  constructor(private readonly attention: AttentionService) {}

  @OnRequest(addWatcher)
  watch(@Payload() command: AddFollower, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.attention.follow('watcher', command, actor);
  }

  @OnRequest(removeWatcher)
  unwatch(@Payload() command: RemoveFollower, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.attention.unfollow('watcher', command, actor);
  }

  @OnRequest(addCollaborator)
  collaborate(@Payload() command: AddFollower, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.attention.follow('collaborator', command, actor);
  }

  @OnRequest(removeCollaborator)
  leave(@Payload() command: RemoveFollower, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.attention.unfollow('collaborator', command, actor);
  }

  @OnRequest(snoozeTicket)
  snooze(@Payload() command: SnoozeTicket, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.attention.snooze(command, actor);
  }

  @OnRequest(wakeTicket)
  wake(@Payload() command: WakeTicket, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.attention.wake(command, actor);
  }
}
