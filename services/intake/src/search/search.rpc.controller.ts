import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  indexTickets,
  IndexTickets,
  searchTickets,
  SearchTickets,
  type Actor,
  type FoundTickets,
  type IndexedTickets,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { Reindexing } from './reindex.service.js';
import { SearchService } from './search.service.js';

@Controller()
export class SearchRpcController {
  constructor(
    private readonly searching: SearchService,
    private readonly reindexing: Reindexing,
  ) {}

  @OnRequest(searchTickets)
  search(@Payload() query: SearchTickets, @RequestedBy() actor: Actor): Promise<FoundTickets> {
    return this.searching.search(query, actor);
  }

  @OnRequest(indexTickets)
  index(@Payload() query: IndexTickets): Promise<IndexedTickets> {
    return this.reindexing.some(query);
  }
}
