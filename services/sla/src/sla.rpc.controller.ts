import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  GetClock,
  getClock,
  listPolicies,
  RepublishEvents,
  republishEvents,
  type ClockView,
  type PolicyList,
  type Republished,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { SlaService } from './sla.service.js';

@Controller()
export class SlaRpcController {
  constructor(private readonly service: SlaService) {}

  @OnRequest(getClock)
  clock(@Payload() { ticketId }: GetClock): Promise<ClockView> {
    return this.service.view(ticketId);
  }

  @OnRequest(listPolicies)
  policies(): PolicyList {
    return this.service.policies();
  }

  @OnRequest(republishEvents.sla)
  republish(@Payload() { since }: RepublishEvents): Promise<Republished> {
    return this.service.republish(since);
  }
}
