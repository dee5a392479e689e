import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  exportAudit,
  RecordActions,
  recordActions,
  SearchAudit,
  searchAudit,
  VerifyAudit,
  verifyAudit,
  type Actor,
  type AuditRecords,
  type AuditVerification,
  type RecordedActions,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { AuditService } from './audit.service.js';

@Controller()
export class AuditRpcController {
  constructor(private readonly log: AuditService) {}

  @OnRequest(recordActions)
  record(@Payload() { items }: RecordActions, @RequestedBy() { id: service }: Actor): Promise<RecordedActions> {
    return this.log.record(items, service);
  }

  @OnRequest(searchAudit)
  search(@Payload() payload: SearchAudit): Promise<AuditRecords> {
    return this.log.search(payload);
  }

  @OnRequest(exportAudit)
  export(@Payload() payload: SearchAudit): Promise<AuditRecords> {
    return this.log.search(payload);
  }

  @OnRequest(verifyAudit)
  verify(@Payload() payload: VerifyAudit): Promise<AuditVerification> {
    return this.log.verify(payload);
  }
}
