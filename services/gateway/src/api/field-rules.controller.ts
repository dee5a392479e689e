import { Controller, Get, Put } from '@nestjs/common';
import { getFieldRules, getOwnFieldLimits, Nothing, saveFieldRules, SaveFieldRules } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'field rules';

@Controller('api/v1')
export class FieldRulesController {
  constructor(private readonly bus: Bus) {}

  @Get('field-rules')
  @Forwards(getFieldRules, { tag })
  get(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(getFieldRules, asked, caller);
  }

  @Put('field-rules')
  @Forwards(saveFieldRules, { tag, ifMatch: 'unless new' })
  save(@Asked() asked: SaveFieldRules, @Caller() caller: AskOptions) {
    return this.bus.ask(saveFieldRules, asked, caller);
  }

  @Get('session/field-limits')
  @Forwards(getOwnFieldLimits, { tag })
  own(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(getOwnFieldLimits, asked, caller);
  }
}
