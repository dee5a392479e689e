import { Injectable } from '@nestjs/common';
import { credentialsChanged } from '@deskbeat/contracts';
import { EventPublisher } from '@deskbeat/messaging';

/** Ids in one signal. */
const most = 1_000;

/** All gateways: they believe a credential for a while without asking, unless they are told not to. */
@Injectable()
export class Gateways {
  constructor(private readonly publisher: EventPublisher) {}

  /** @param ids of sessions, keys or accounts that were changed; call it when that is durable */
  mustAskAgain(ids: readonly string[]): void {
    for (let at = 0; at < ids.length; at += most) {
      this.publisher.signal(credentialsChanged, { ids: ids.slice(at, at + most) });
    }
  }
}
