import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  getRoutingRules,
  ProbeRouting,
  probeRouting,
  SaveRoutingRules,
  saveRoutingRules,
  TryRouting,
  tryRouting,
  type Actor,
  type RouteAnswer,
  type RoutingRules,
  type RoutingTrial,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { RoutingService } from './routing.service.js';

@Controller()
export class RoutingRpcController {
  constructor(private readonly service: RoutingService) {}

  @OnRequest(saveRoutingRules)
  save(@Payload() payload: SaveRoutingRules, @RequestedBy() actor: Actor): Promise<RoutingRules> {
    return this.service.save(payload, actor, new Date());
  }

  @OnRequest(getRoutingRules)
  get(): Promise<RoutingRules> {
    return this.service.get();
  }

  @OnRequest(probeRouting)
  probe(@Payload() payload: ProbeRouting): Promise<RouteAnswer> {
    return this.service.probe(payload);
  }

  @OnRequest(tryRouting)
  try(@Payload() payload: TryRouting): Promise<RoutingTrial> {
    return this.service.try(payload);
  }
}
