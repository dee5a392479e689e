import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  ForgetPersonalData,
  forgetPersonalData,
  identifyCustomer,
  NameSubject,
  ReadPersonalData,
  readPersonalData,
  type ForgottenData,
  type PersonalData,
  type Subject,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { Leavers } from '@deskbeat/persistence';
import { ForgettingService } from './forgetting.service.js';
import { PersonalDataService } from './personal-data.service.js';

@Controller()
export class PrivacyRpcController {
  constructor(
    private readonly reading: PersonalDataService,
    private readonly forgetting: ForgettingService,
    private readonly leavers: Leavers,
  ) {}

  @OnRequest(identifyCustomer)
  identify(@Payload() payload: NameSubject): Promise<Subject> {
    return this.forgetting.identify(payload);
  }

  @OnRequest(readPersonalData.intake)
  read(@Payload() payload: ReadPersonalData): Promise<PersonalData> {
    return this.reading.read(payload);
  }

  @OnRequest(forgetPersonalData.intake)
  forget(@Payload() payload: ForgetPersonalData): Promise<ForgottenData> {
    const { kind, ids, names = [], addresses, pseudonym, cursor } = payload;
    if (kind === 'person') return this.leavers.rename({ id: ids[0]!, names, addresses, pseudonym }, cursor);
    return this.forgetting.forget(payload);
  }
}
