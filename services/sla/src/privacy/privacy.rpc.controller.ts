import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { ForgetPersonalData, forgetPersonalData, type ForgottenData } from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { Leavers } from '@deskbeat/persistence';

/** Of customers nothing is kept here. */
@Controller()
export class PrivacyRpcController {
  constructor(private readonly leavers: Leavers) {}

  @OnRequest(forgetPersonalData.sla)
  async forget(@Payload() asked: ForgetPersonalData): Promise<ForgottenData> {
    const { kind, ids, names = [], addresses, pseudonym, cursor } = asked;
    return kind === 'person'
      ? this.leavers.rename({ id: ids[0]!, names, addresses, pseudonym }, cursor)
      : { counts: [] };
  }
}
