import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  CountOldData,
  countOldData,
  FindOldData,
  findOldNotices,
  ForgetNotices,
  forgetNotices,
  type ForgottenData,
  type OldNotices,
  type OldThings,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { OldNoticesService } from './old-notices.service.js';

@Controller()
export class OldNoticesRpcController {
  constructor(private readonly service: OldNoticesService) {}

  @OnRequest(countOldData.notifications)
  count(@Payload() payload: CountOldData): Promise<OldThings> {
    return this.service.count(payload);
  }

  @OnRequest(findOldNotices)
  find(@Payload() payload: FindOldData): Promise<OldNotices> {
    return this.service.find(payload);
  }

  @OnRequest(forgetNotices)
  forget(@Payload() payload: ForgetNotices): Promise<ForgottenData> {
    return this.service.forget(payload);
  }
}
