import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  getSignInRules,
  SaveSignInRules,
  saveSignInRules,
  type Actor,
  type SignInRulesView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { RulesService } from './rules.service.js';

@Controller()
export class RulesRpcController {
  constructor(private readonly rules: RulesService) {}

  @OnRequest(getSignInRules)
  get(): Promise<SignInRulesView> {
    return this.rules.get();
  }

  @OnRequest(saveSignInRules)
  save(@Payload() payload: SaveSignInRules, @RequestedBy() actor: Actor): Promise<SignInRulesView> {
    return this.rules.save(payload, actor);
  }
}
