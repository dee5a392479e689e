import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { changeTickets, ChangeTickets, type Actor, type TicketResults } from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { BulkService } from './bulk.service.js';

@Controller()
export class BulkRpcController {
  constructor(private readonly bulk: BulkService) {}

  @OnRequest(changeTickets)
  change(@Payload() command: ChangeTickets, @RequestedBy() actor: Actor): Promise<TicketResults> {
    return this.bulk.change(command, actor);
  }
}
