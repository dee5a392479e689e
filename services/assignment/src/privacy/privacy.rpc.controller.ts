import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  ForgetPersonalData,
  forgetPersonalData,
  identifyPerson,
  NameSubject,
  ReadPersonalData,
  readPersonalData,
  type ForgottenData,
  type IdentifiedPerson,
  type PersonalData,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { PrivacyService } from './privacy.service.js';

@Controller()
export class PrivacyRpcController {
  constructor(private readonly service: PrivacyService) {}

  @OnRequest(identifyPerson)
  identify(@Payload() payload: NameSubject): Promise<IdentifiedPerson> {
    return this.service.identify(payload);
  }

  @OnRequest(readPersonalData.assignment)
  read(@Payload() payload: ReadPersonalData): Promise<PersonalData> {
    return this.service.read(payload);
  }

  @OnRequest(forgetPersonalData.assignment)
  forget(@Payload() payload: ForgetPersonalData): Promise<ForgottenData> {
    return this.service.forget(payload);
  }
}
