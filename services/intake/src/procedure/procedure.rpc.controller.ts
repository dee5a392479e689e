import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { tickStep, TickStep, type Actor, type TicketView } from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { ProcedureService } from './procedure.service.js';

@Controller()
export class ProcedureRpcController {
  constructor(private readonly procedure: ProcedureService) {}

  @OnRequest(tickStep)
  tick(@Payload() command: TickStep, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.procedure.tick(command, actor);
  }
}
