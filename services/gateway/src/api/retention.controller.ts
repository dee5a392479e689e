import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
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
  Nothing,
  PlaceHold,
  placeHold,
  previewRetention,
  RetentionRules,
  SaveRetentionRules,
  saveRetentionRules,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'privacy';
const path = { kind: 'kind', id: 'id' };

/** How long personal data is kept. */
@Controller('api/v1')
export class RetentionController {
  constructor(private readonly bus: Bus) {}

  @Get('retention-rules')
  @Forwards(getRetentionRules, { tag })
  get(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(getRetentionRules, asked, caller);
  }

  @Put('retention-rules')
  @Forwards(saveRetentionRules, { tag, ifMatch: 'unless new' })
  save(@Asked() asked: SaveRetentionRules, @Caller() caller: AskOptions) {
    return this.bus.ask(saveRetentionRules, asked, caller);
  }

  @Get('retention-preview')
  @Forwards(previewRetention, { tag, slow: true })
  preview(@Asked() asked: RetentionRules, @Caller() caller: AskOptions) {
    return this.bus.ask(previewRetention, asked, caller);
  }

  @Post('retention-runs')
  @Forwards(beginRetentionRun, { tag, status: 202 })
  begin(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(beginRetentionRun, asked, caller);
  }

  @Get('retention-runs')
  @Forwards(listRetentionRuns, { tag })
  list(@Asked() asked: ListRetentionRuns, @Caller() caller: AskOptions) {
    return this.bus.ask(listRetentionRuns, asked, caller);
  }

  @Get('retention-runs/:id')
  @Forwards(getRetentionRun, { tag, path: { id: 'runId' } })
  run(@Asked() asked: NameRetentionRun, @Caller() caller: AskOptions) {
    return this.bus.ask(getRetentionRun, asked, caller);
  }

  @Get('holds')
  @Forwards(listHolds, { tag })
  holds(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(listHolds, asked, caller);
  }

  @Put('holds/:kind/:id')
  @Forwards(placeHold, { tag, path })
  hold(@Asked() asked: PlaceHold, @Caller() caller: AskOptions) {
    return this.bus.ask(placeHold, asked, caller);
  }

  @Delete('holds/:kind/:id')
  @Forwards(endHold, { tag, path })
  release(@Asked() asked: NameHold, @Caller() caller: AskOptions) {
    return this.bus.ask(endHold, asked, caller);
  }
}
