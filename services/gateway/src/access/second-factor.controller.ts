import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import {
  beginSecondFactor,
  ConfirmSecondFactor,
  confirmSecondFactor,
  getOwnSecurity,
  getSignInRules,
  NameAccount,
  Nothing,
  OwnPassword,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  SaveSignInRules,
  saveSignInRules,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'session';

@Controller('api/v1')
export class SecondFactorController {
  constructor(private readonly bus: Bus) {}

  @Get('session/security')
  @Forwards(getOwnSecurity, { tag })
  own(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(getOwnSecurity, asked, caller);
  }

  @Post('session/second-factor')
  @Forwards(beginSecondFactor, { tag })
  begin(@Asked() asked: OwnPassword, @Caller() caller: AskOptions) {
    return this.bus.ask(beginSecondFactor, asked, caller);
  }

  @Put('session/second-factor')
  @Forwards(confirmSecondFactor, { tag })
  confirm(@Asked() asked: ConfirmSecondFactor, @Caller() caller: AskOptions) {
    return this.bus.ask(confirmSecondFactor, asked, caller);
  }

  @Post('session/second-factor/removal')
  @Forwards(removeSecondFactor, { tag })
  remove(@Asked() asked: OwnPassword, @Caller() caller: AskOptions) {
    return this.bus.ask(removeSecondFactor, asked, caller);
  }

  @Post('session/second-factor/recovery-codes')
  @Forwards(renewRecoveryCodes, { tag })
  renewCodes(@Asked() asked: OwnPassword, @Caller() caller: AskOptions) {
    return this.bus.ask(renewRecoveryCodes, asked, caller);
  }

  @Delete('accounts/:id/second-factor')
  @Forwards(resetSecondFactor, { tag: 'accounts', path: { id: 'accountId' } })
  reset(@Asked() asked: NameAccount, @Caller() caller: AskOptions) {
    return this.bus.ask(resetSecondFactor, asked, caller);
  }

  @Get('sign-in-rules')
  @Forwards(getSignInRules, { tag: 'accounts' })
  rules(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(getSignInRules, asked, caller);
  }

  @Put('sign-in-rules')
  @Forwards(saveSignInRules, { tag: 'accounts', ifMatch: 'unless new' })
  saveRules(@Asked() asked: SaveSignInRules, @Caller() caller: AskOptions) {
    return this.bus.ask(saveSignInRules, asked, caller);
  }
}
