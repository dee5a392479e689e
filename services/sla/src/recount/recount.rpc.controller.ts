import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  GetRecount,
  getRecount,
  listRecounts,
  StartRecount,
  startRecount,
  type Actor,
  type RecountList,
  type RecountView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { RecountService } from './recount.service.js';

@Controller()
export class RecountRpcController {
  constructor(private readonly recounts: RecountService) {}

  @OnRequest(startRecount)
  start(@Payload() asked: StartRecount, @RequestedBy() actor: Actor): Promise<RecountView> {
    return this.recounts.start(asked, actor);
  }

  @OnRequest(getRecount)
  get(@Payload() { recountId }: GetRecount): Promise<RecountView> {
    return this.recounts.get(recountId);
  }

  @OnRequest(listRecounts)
  list(): Promise<RecountList> {
    return this.recounts.list();
  }
}
