import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  BeginSso,
  beginSso,
  EndSso,
  endSso,
  getSignInWays,
  type SignInWays,
  type SsoBegun,
  type SsoEnded,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { RelyingParty } from '../passkey/relying-party.js';
import { Provider } from './provider.js';
import { SsoService } from './sso.service.js';

@Controller()
export class SsoRpcController {
  constructor(
    private readonly service: SsoService,
    private readonly provider: Provider,
    private readonly party: RelyingParty,
  ) {}

  @OnRequest(getSignInWays)
  ways(): SignInWays {
    const { name } = this.provider;
    const { isPossible, origin } = this.party;
    return { password: true, ...(isPossible && { passkeysAt: origin }), ...(name !== undefined && { sso: { name } }) };
  }

  @OnRequest(beginSso)
  begin(@Payload() payload: BeginSso): Promise<SsoBegun> {
    return this.service.begin(payload);
  }

  @OnRequest(endSso)
  end(@Payload() payload: EndSso): Promise<SsoEnded> {
    return this.service.end(payload);
  }
}
