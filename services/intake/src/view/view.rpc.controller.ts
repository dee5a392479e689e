import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  countViews,
  createView,
  CreateView,
  listView,
  ListView,
  listViews,
  NamedView,
  removeView,
  replaceView,
  ReplaceView,
  type Actor,
  type Identity,
  type Removed,
  type SavedView,
  type SavedViews,
  type TicketList,
  type ViewCounts,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy, RequestedByIdentity } from '@deskbeat/messaging';
import { ViewTickets } from './view-tickets.service.js';
import { ViewService } from './view.service.js';

@Controller()
export class ViewRpcController {
  constructor(
    private readonly views: ViewService,
    private readonly tickets: ViewTickets,
  ) {}

  @OnRequest(listViews)
  list(@RequestedBy() actor: Actor): Promise<SavedViews> {
    return this.views.list(actor);
  }

  @OnRequest(createView)
  create(@Payload() command: CreateView, @RequestedBy() actor: Actor): Promise<SavedView> {
    return this.views.create(command, actor);
  }

  @OnRequest(replaceView)
  replace(@Payload() command: ReplaceView, @RequestedByIdentity() who: Identity): Promise<SavedView> {
    return this.views.replace(command, who);
  }

  @OnRequest(removeView)
  remove(@Payload() { id }: NamedView, @RequestedByIdentity() who: Identity): Promise<Removed> {
    return this.views.remove(id, who);
  }

  @OnRequest(listView)
  listed(@Payload() query: ListView, @RequestedBy() actor: Actor): Promise<TicketList> {
    return this.tickets.list(query, actor);
  }

  @OnRequest(countViews)
  counts(@RequestedBy() actor: Actor): Promise<ViewCounts> {
    return this.tickets.count(actor);
  }
}
