import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  AcceptTicket,
  acceptTicket,
  AssignTicket,
  assignTicket,
  ClaimTicket,
  claimTicket,
  GetAssignment,
  getAssignment,
  ReturnTicket,
  MoveToQueue,
  moveToQueue,
  returnTicket,
  TakeNext,
  takeNext,
  type Actor,
  type AssignmentView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { AssignmentService } from './assignment.service.js';
import { ClaimService } from './claim.service.js';
import { QueueMoves } from './queue-moves.service.js';

@Controller()
export class AssignmentRpcController {
  constructor(
    private readonly service: AssignmentService,
    private readonly claims: ClaimService,
    private readonly moves: QueueMoves,
  ) {}

  @OnRequest(assignTicket)
  assign(@Payload() payload: AssignTicket, @RequestedBy() actor: Actor): Promise<AssignmentView> {
    return this.service.assign(payload, actor, new Date());
  }

  @OnRequest(returnTicket)
  return(@Payload() payload: ReturnTicket, @RequestedBy() actor: Actor): Promise<AssignmentView> {
    return this.service.return(payload, actor, new Date());
  }

  @OnRequest(moveToQueue)
  move(@Payload() payload: MoveToQueue, @RequestedBy() actor: Actor): Promise<AssignmentView> {
    return this.moves.move(payload, actor, new Date());
  }

  @OnRequest(claimTicket)
  claim(@Payload() payload: ClaimTicket, @RequestedBy() actor: Actor): Promise<AssignmentView> {
    return this.claims.claim(payload, actor, new Date());
  }

  @OnRequest(takeNext)
  takeNext(@Payload() payload: TakeNext, @RequestedBy() actor: Actor): Promise<AssignmentView> {
    return this.claims.takeNext(payload, actor, new Date());
  }

  @OnRequest(acceptTicket)
  accept(@Payload() payload: AcceptTicket, @RequestedBy() actor: Actor): Promise<AssignmentView> {
    return this.claims.accept(payload, actor, new Date());
  }

  @OnRequest(getAssignment)
  get(@Payload() payload: GetAssignment): Promise<AssignmentView> {
    return this.service.get(payload);
  }
}
