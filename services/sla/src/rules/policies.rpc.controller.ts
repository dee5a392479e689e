import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  ChangePolicy,
  changePolicy,
  CreatePolicy,
  createPolicy,
  GetEdition,
  getEdition,
  GetPolicy,
  getPolicy,
  listPolicies,
  ListRulesChanges,
  listRulesChanges,
  OrderPolicies,
  orderPolicies,
  PreviewPolicy,
  previewPolicy,
  RemovePolicy,
  removePolicy,
  type Actor,
  type EditionView,
  type PolicyList,
  type PolicyPreview,
  type PolicyView,
  type RulesChangeList,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { PoliciesService } from './policies.service.js';

@Controller()
export class PoliciesRpcController {
  constructor(private readonly policies: PoliciesService) {}

  @OnRequest(listPolicies)
  list(): Promise<PolicyList> {
    return this.policies.list();
  }

  @OnRequest(getPolicy)
  get(@Payload() { policyId }: GetPolicy): Promise<PolicyView> {
    return this.policies.get(policyId);
  }

  @OnRequest(createPolicy)
  create(@Payload() asked: CreatePolicy, @RequestedBy() actor: Actor): Promise<PolicyView> {
    return this.policies.create(asked, actor);
  }

  @OnRequest(changePolicy)
  change(@Payload() asked: ChangePolicy, @RequestedBy() actor: Actor): Promise<PolicyView> {
    return this.policies.change(asked, actor);
  }

  @OnRequest(removePolicy)
  remove(@Payload() asked: RemovePolicy, @RequestedBy() actor: Actor): Promise<PolicyList> {
    return this.policies.remove(asked, actor);
  }

  @OnRequest(orderPolicies)
  order(@Payload() asked: OrderPolicies, @RequestedBy() actor: Actor): Promise<PolicyList> {
    return this.policies.order(asked, actor);
  }

  @OnRequest(previewPolicy)
  preview(@Payload() asked: PreviewPolicy): Promise<PolicyPreview> {
    return this.policies.preview(asked);
  }

  @OnRequest(getEdition)
  edition(@Payload() { edition }: GetEdition): Promise<EditionView> {
    return this.policies.edition(edition);
  }

  @OnRequest(listRulesChanges)
  changes(@Payload() asked: ListRulesChanges): Promise<RulesChangeList> {
    return this.policies.changes(asked);
  }
}
