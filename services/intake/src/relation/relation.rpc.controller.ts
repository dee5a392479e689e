import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  getRelations,
  GetRelations,
  linkTickets,
  LinkTickets,
  mergeTicket,
  MergeTicket,
  openFollowUp,
  OpenFollowUp,
  openSubticket,
  OpenSubticket,
  splitTicket,
  SplitTicket,
  unlinkTickets,
  UnlinkTickets,
  type Actor,
  type OpenedTicket,
  type Relations,
  type TicketView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { DescentService } from './descent.service.js';
import { MergeService } from './merge.service.js';
import { RelationsService } from './relations.service.js';

@Controller()
export class RelationRpcController {
  constructor(
    private readonly relations: RelationsService,
    private readonly descent: DescentService,
    private readonly merges: MergeService,
  ) {}

  @OnRequest(getRelations)
  of(@Payload() { ticketId }: GetRelations): Promise<Relations> {
    return this.relations.of(ticketId);
  }

  @OnRequest(linkTickets)
  link(@Payload() command: LinkTickets, @RequestedBy() actor: Actor): Promise<Relations> {
    return this.relations.link(command, actor);
  }

  @OnRequest(unlinkTickets)
  unlink(@Payload() command: UnlinkTickets, @RequestedBy() actor: Actor): Promise<Relations> {
    return this.relations.unlink(command, actor);
  }

  @OnRequest(openSubticket)
  openSubticket(@Payload() command: OpenSubticket, @RequestedBy() actor: Actor): Promise<OpenedTicket> {
    return this.descent.subticket(command, actor);
  }

  @OnRequest(splitTicket)
  split(@Payload() command: SplitTicket, @RequestedBy() actor: Actor): Promise<OpenedTicket> {
    return this.descent.split(command, actor);
  }

  @OnRequest(openFollowUp)
  openFollowUp(@Payload() command: OpenFollowUp, @RequestedBy() actor: Actor): Promise<OpenedTicket> {
    return this.descent.followUp(command, actor);
  }

  @OnRequest(mergeTicket)
  merge(@Payload() command: MergeTicket, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.merges.merge(command, actor);
  }
}
