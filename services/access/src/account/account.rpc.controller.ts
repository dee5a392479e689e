import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  ChangePassword,
  changePassword,
  getAccount,
  ListAccounts,
  listAccounts,
  NameAccount,
  RepublishEvents,
  republishEvents,
  resetSecondFactor,
  SaveAccount,
  saveAccount,
  type AccountList,
  type AccountView,
  type Actor,
  type Identity,
  type Republished,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy, RequestedByIdentity } from '@deskbeat/messaging';
import { KeyService } from '../key/key.service.js';
import { RulesService } from '../rules/rules.service.js';
import { AccountService } from './account.service.js';

@Controller()
export class AccountRpcController {
  constructor(
    private readonly service: AccountService,
    private readonly keys: KeyService,
    private readonly rules: RulesService,
  ) {}

  @OnRequest(saveAccount)
  save(@Payload() payload: SaveAccount, @RequestedBy() actor: Actor): Promise<AccountView> {
    return this.service.save(payload, actor);
  }

  @OnRequest(getAccount)
  get(@Payload() { accountId }: NameAccount): Promise<AccountView> {
    return this.service.get(accountId);
  }

  @OnRequest(listAccounts)
  list(@Payload() payload: ListAccounts): Promise<AccountList> {
    return this.service.list(payload);
  }

  @OnRequest(changePassword)
  changePassword(@Payload() payload: ChangePassword, @RequestedByIdentity() identity: Identity): Promise<AccountView> {
    return this.service.changePassword(payload, identity);
  }

  @OnRequest(resetSecondFactor)
  resetSecondFactor(@Payload() { accountId }: NameAccount, @RequestedBy() actor: Actor): Promise<AccountView> {
    return this.service.resetSecondFactor(accountId, actor);
  }

  @OnRequest(republishEvents.access)
  async republish(@Payload() { since }: RepublishEvents): Promise<Republished> {
    const instant = new Date(since);
    const owners = [this.service, this.keys, this.rules];
    const published = await Promise.all(owners.map((owner) => owner.republish(instant)));
    return { published: published.reduce((sum, some) => sum + some, 0) };
  }
}
