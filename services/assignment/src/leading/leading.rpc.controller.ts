import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  GetBoard,
  getBoard,
  getWeightsReport,
  HandOver,
  handOver,
  Rebalance,
  rebalance,
  type Actor,
  type Board,
  type MovePlan,
  type WeightsReport,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { Outcomes } from '../learning/outcomes.js';
import { BoardService } from './board.service.js';
import { HandoverService } from './handover.service.js';
import { RebalanceService } from './rebalance.service.js';

@Controller()
export class LeadingRpcController {
  constructor(
    private readonly board: BoardService,
    private readonly levels: RebalanceService,
    private readonly handovers: HandoverService,
    private readonly outcomes: Outcomes,
  ) {}

  @OnRequest(getBoard)
  get(@Payload() payload: GetBoard): Promise<Board> {
    return this.board.of(payload, new Date());
  }

  @OnRequest(rebalance)
  level(@Payload() payload: Rebalance, @RequestedBy() actor: Actor): Promise<MovePlan> {
    return this.levels.level(payload, actor, new Date());
  }

  @OnRequest(handOver)
  handOver(@Payload() payload: HandOver, @RequestedBy() actor: Actor): Promise<MovePlan> {
    return this.handovers.asked(payload, actor, new Date());
  }

  @OnRequest(getWeightsReport)
  report(): Promise<WeightsReport> {
    return this.outcomes.report();
  }
}
