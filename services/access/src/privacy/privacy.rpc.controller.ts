import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  beginExport,
  ErasePerson,
  erasePerson,
  getErasure,
  ListErasures,
  listErasures,
  NameErasure,
  NameSubject,
  ReadPersonalData,
  readPersonalData,
  type Actor,
  type ErasureList,
  type ErasureView,
  type PersonalData,
  type Subject,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { ErasureService } from './erasure.service.js';
import { ErasuresJob } from './erasures.job.js';
import { PersonalDataService } from './personal-data.service.js';

@Controller()
export class PrivacyRpcController {
  constructor(
    private readonly erasures: ErasureService,
    private readonly job: ErasuresJob,
    private readonly data: PersonalDataService,
  ) {}

  @OnRequest(beginExport)
  beginExport(@Payload() payload: NameSubject): Promise<Subject> {
    return this.erasures.identify(payload);
  }

  @OnRequest(readPersonalData.access)
  read(@Payload() payload: ReadPersonalData): Promise<PersonalData> {
    return this.data.read(payload);
  }

  @OnRequest(erasePerson)
  async erase(@Payload() payload: ErasePerson, @RequestedBy() actor: Actor): Promise<ErasureView> {
    const begun = await this.erasures.begin(payload, actor);
    this.job.expect();
    return begun;
  }

  @OnRequest(getErasure)
  get(@Payload() { erasureId }: NameErasure): Promise<ErasureView> {
    return this.erasures.get(erasureId);
  }

  @OnRequest(listErasures)
  list(@Payload() payload: ListErasures): Promise<ErasureList> {
    return this.erasures.list(payload);
  }
}
