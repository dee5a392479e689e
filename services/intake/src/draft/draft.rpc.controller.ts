import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  discardDraft,
  DiscardDraft,
  getDraft,
  GetDraft,
  listDrafts,
  ListDrafts,
  saveDraft,
  SaveDraft,
  type Actor,
  type DraftList,
  type DraftView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { DraftService } from './draft.service.js';

@Controller()
export class DraftRpcController {
  constructor(private readonly drafts: DraftService) {}

  @OnRequest(saveDraft)
  save(@Payload() command: SaveDraft, @RequestedBy() actor: Actor): Promise<DraftView> {
    return this.drafts.save(command, actor);
  }

  @OnRequest(getDraft)
  get(@Payload() query: GetDraft, @RequestedBy() actor: Actor): Promise<DraftView> {
    return this.drafts.get(query, actor);
  }

  @OnRequest(listDrafts)
  list(@Payload() { ticketId }: ListDrafts, @RequestedBy() actor: Actor): Promise<DraftList> {
    return this.drafts.list(ticketId, actor);
  }

  @OnRequest(discardDraft)
  discard(@Payload() command: DiscardDraft, @RequestedBy() actor: Actor): Promise<object> {
    return this.drafts.discard(command, actor);
  }
}
