import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  beginRetentionRun,
  endHold,
  getRetentionRules,
  getRetentionRun,
  listHolds,
  ListRetentionRuns,
  listRetentionRuns,
  NameHold,
  NameRetentionRun,
  PlaceHold,
  placeHold,
  previewRetention,
  RetentionRules,
  SaveRetentionRules,
  saveRetentionRules,
  type Actor,
  type EndedHold,
  type Holds,
  type HoldView,
  type RetentionPreview,
  type RetentionRulesView,
  type RetentionRunList,
  type RetentionRunView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { HoldService } from './hold.service.js';
import { RetentionJob } from './retention.job.js';
import { RetentionRulesService } from './rules.service.js';
import { RetentionRuns } from './runs.service.js';

@Controller()
export class RetentionRpcController {
  constructor(
    private readonly rules: RetentionRulesService,
    private readonly runs: RetentionRuns,
    private readonly holds: HoldService,
    private readonly job: RetentionJob,
  ) {}

  @OnRequest(getRetentionRules)
  get(): Promise<RetentionRulesView> {
    return this.rules.get();
  }

  @OnRequest(saveRetentionRules)
  save(@Payload() payload: SaveRetentionRules): Promise<RetentionRulesView> {
    return this.rules.save(payload);
  }

  @OnRequest(previewRetention)
  preview(@Payload() payload: RetentionRules): Promise<RetentionPreview> {
    return this.rules.preview(payload);
  }

  @OnRequest(beginRetentionRun)
  async begin(@RequestedBy() actor: Actor): Promise<RetentionRunView> {
    const begun = await this.runs.begin(actor);
    this.job.expect();
    return begun;
  }

  @OnRequest(getRetentionRun)
  run(@Payload() { runId }: NameRetentionRun): Promise<RetentionRunView> {
    return this.runs.get(runId);
  }

  @OnRequest(listRetentionRuns)
  list(@Payload() payload: ListRetentionRuns): Promise<RetentionRunList> {
    return this.runs.list(payload);
  }

  @OnRequest(placeHold)
  hold(@Payload() payload: PlaceHold, @RequestedBy() actor: Actor): Promise<HoldView> {
    return this.holds.place(payload, actor);
  }

  @OnRequest(endHold)
  release(@Payload() payload: NameHold): Promise<EndedHold> {
    return this.holds.end(payload);
  }

  @OnRequest(listHolds)
  held(): Promise<Holds> {
    return this.holds.list();
  }
}
