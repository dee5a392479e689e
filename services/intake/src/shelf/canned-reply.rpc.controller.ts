import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  CannedReplyData,
  createCannedReply,
  getCannedReply,
  listCannedReplies,
  removeCannedReply,
  renderCannedReply,
  RenderCannedReply,
  ShelfQuery,
  ShelfRef,
  updateCannedReply,
  UpdateCannedReply,
  type Actor,
  type CannedReplyList,
  type CannedReplyView,
  type Identity,
  type Wording,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy, RequestedByIdentity } from '@deskbeat/messaging';
import { CannedReplyService } from './canned-reply.service.js';

@Controller()
export class CannedReplyRpcController {
  constructor(private readonly replies: CannedReplyService) {}

  @OnRequest(createCannedReply)
  create(@Payload() command: CannedReplyData, @RequestedByIdentity() who: Identity): Promise<CannedReplyView> {
    return this.replies.save(command, who);
  }

  @OnRequest(updateCannedReply)
  update(@Payload() command: UpdateCannedReply, @RequestedByIdentity() who: Identity): Promise<CannedReplyView> {
    return this.replies.update(command, who);
  }

  @OnRequest(getCannedReply)
  get(@Payload() { id }: ShelfRef, @RequestedByIdentity() who: Identity): Promise<CannedReplyView> {
    return this.replies.get(id, who);
  }

  @OnRequest(listCannedReplies)
  list(@Payload() { teamId }: ShelfQuery, @RequestedByIdentity() who: Identity): Promise<CannedReplyList> {
    return this.replies.list(teamId, who);
  }

  @OnRequest(removeCannedReply)
  remove(@Payload() { id }: ShelfRef, @RequestedByIdentity() who: Identity): Promise<object> {
    return this.replies.remove(id, who);
  }

  @OnRequest(renderCannedReply)
  render(@Payload() query: RenderCannedReply, @RequestedBy() actor: Actor): Promise<Wording> {
    return this.replies.render(query, actor);
  }
}
