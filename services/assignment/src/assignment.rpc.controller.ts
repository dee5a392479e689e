import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  AssignTicket,
  assignTicket,
  GetAssignment,
  getAssignment,
  ReturnTicket,
  returnTicket,
  type Actor,
  type AssignmentView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { AssignmentService } from './assignment.service.js';

@Controller()
export class AssignmentRpcController {
  constructor(private readonly service: AssignmentService) {}

  @OnRequest(assignTicket)
  assign(@Payload() payload: AssignTicket, @RequestedBy() actor: Actor): Promise<AssignmentView> {
    return this.service.assign(payload, actor, new Date());
  }

  @OnRequest(returnTicket)
  return(@Payload() payload: ReturnTicket, @RequestedBy() actor: Actor): Promise<AssignmentView> {
    return this.service.return(payload, actor, new Date());
  }

  @OnRequest(getAssignment)
  get(@Payload() payload: GetAssignment): Promise<AssignmentView> {
    return this.service.get(payload);
  }
}
