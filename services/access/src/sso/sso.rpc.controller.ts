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
import { Provider } from './provider.js';
import { SsoService } from './sso.service.js';

@Controller()
export class SsoRpcController {
  constructor(
    private readonly service: SsoService,
    private readonly provider: Provider,
  ) {}

  @OnRequest(getSignInWays)
  ways(): SignInWays {
    const { name } = this.provider;
    return { password: true, ...(name !== undefined && { sso: { name } }) };
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
