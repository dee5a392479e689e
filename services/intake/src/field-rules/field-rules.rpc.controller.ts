import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  getFieldRules,
  getOwnFieldLimits,
  saveFieldRules,
  SaveFieldRules,
  type Actor,
  type FieldRulesView,
  type Identity,
  type OwnFieldLimits,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy, RequestedByIdentity } from '@deskbeat/messaging';
import { FieldRulesService } from './field-rules.service.js';

@Controller()
export class FieldRulesRpcController {
  constructor(private readonly rules: FieldRulesService) {}

  @OnRequest(getFieldRules)
  get(): Promise<FieldRulesView> {
    return this.rules.get();
  }

  @OnRequest(saveFieldRules)
  save(@Payload() command: SaveFieldRules, @RequestedBy() actor: Actor): Promise<FieldRulesView> {
    return this.rules.save(command, actor);
  }

  @OnRequest(getOwnFieldLimits)
  limits(@RequestedByIdentity() identity: Identity): Promise<OwnFieldLimits> {
    return this.rules.limitsOf(identity);
  }
}
