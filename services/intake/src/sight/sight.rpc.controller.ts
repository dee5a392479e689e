import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { seeTickets, SeeTickets } from '@deskbeat/contracts';
import { narrowing, OnRequest } from '@deskbeat/messaging';
import { SightStore } from './sight.store.js';

/** Who may not see one of the tickets is refused before they come here, as at every request about tickets; for others they are looked up. */
@Controller()
export class SightRpcController {
  constructor(private readonly sight: SightStore) {}

  @OnRequest(seeTickets)
  see(@Payload() { ids }: SeeTickets): Promise<object> {
    return narrowing() ? Promise.resolve({}) : this.sight.need(ids);
  }
}
