import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  ForgetPersonalData,
  forgetPersonalData,
  ReadPersonalData,
  readPersonalData,
  type ForgottenData,
  type PersonalData,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { PrivacyService } from './privacy.service.js';

@Controller()
export class PrivacyRpcController {
  constructor(private readonly service: PrivacyService) {}

  @OnRequest(readPersonalData.assignment)
  read(@Payload() payload: ReadPersonalData): Promise<PersonalData> {
    return this.service.read(payload);
  }

  @OnRequest(forgetPersonalData.assignment)
  forget(@Payload() payload: ForgetPersonalData): Promise<ForgottenData> {
    return this.service.forget(payload);
  }
}
