import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { seeTickets, SeeTickets } from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';

/** Who may not see one of the tickets is refused before they come here, as at every request about tickets. */
@Controller()
export class SightRpcController {
  @OnRequest(seeTickets)
  see(@Payload() _: SeeTickets): object {
    return {};
  }
}
