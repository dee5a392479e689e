import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  beginSecondFactor,
  ConfirmSecondFactor,
  confirmSecondFactor,
  getOwnSecurity,
  Nothing,
  OwnPassword,
  removeSecondFactor,
  renewRecoveryCodes,
  type Identity,
  type NewSecondFactor,
  type OwnSecurity,
  type RecoveryCodes,
} from '@deskbeat/contracts';
import { OnRequest, RequestedByIdentity } from '@deskbeat/messaging';
import { SecondFactorService } from './second-factor.service.js';

@Controller()
export class SecondFactorRpcController {
  constructor(private readonly service: SecondFactorService) {}

  @OnRequest(getOwnSecurity)
  own(@Payload() _: Nothing, @RequestedByIdentity() { id }: Identity): Promise<OwnSecurity> {
    return this.service.own(id);
  }

  @OnRequest(beginSecondFactor)
  begin(@Payload() payload: OwnPassword, @RequestedByIdentity() identity: Identity): Promise<NewSecondFactor> {
    return this.service.begin(payload, identity);
  }

  @OnRequest(confirmSecondFactor)
  confirm(@Payload() payload: ConfirmSecondFactor, @RequestedByIdentity() identity: Identity): Promise<RecoveryCodes> {
    return this.service.confirm(payload, identity);
  }

  @OnRequest(removeSecondFactor)
  remove(@Payload() payload: OwnPassword, @RequestedByIdentity() identity: Identity): Promise<OwnSecurity> {
    return this.service.remove(payload, identity);
  }

  @OnRequest(renewRecoveryCodes)
  renewCodes(@Payload() payload: OwnPassword, @RequestedByIdentity() identity: Identity): Promise<RecoveryCodes> {
    return this.service.renewCodes(payload, identity);
  }
}
