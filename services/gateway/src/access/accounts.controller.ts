import { Controller, Delete, Get, Put } from '@nestjs/common';
import {
  ChangePassword,
  changePassword,
  endSessionsOf,
  getAccount,
  ListAccounts,
  listAccounts,
  NameAccount,
  SaveAccount,
  saveAccount,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'accounts';
const path = { id: 'accountId' };

@Controller('api/v1')
export class AccountsController {
  constructor(private readonly bus: Bus) {}

  @Get('accounts')
  @Forwards(listAccounts, { tag, slow: true })
  list(@Asked() asked: ListAccounts, @Caller() caller: AskOptions) {
    return this.bus.ask(listAccounts, asked, caller);
  }

  @Get('accounts/:id')
  @Forwards(getAccount, { tag, path })
  get(@Asked() asked: NameAccount, @Caller() caller: AskOptions) {
    return this.bus.ask(getAccount, asked, caller);
  }

  @Put('accounts/:id')
  @Forwards(saveAccount, { tag, path, ifMatch: 'unless new' })
  save(@Asked() asked: SaveAccount, @Caller() caller: AskOptions) {
    return this.bus.ask(saveAccount, asked, caller);
  }

  @Delete('accounts/:id/sessions')
  @Forwards(endSessionsOf, { tag, path })
  endSessions(@Asked() asked: NameAccount, @Caller() caller: AskOptions) {
    return this.bus.ask(endSessionsOf, asked, caller);
  }

  @Put('session/password')
  @Forwards(changePassword, { tag: 'session' })
  changePassword(@Asked() asked: ChangePassword, @Caller() caller: AskOptions) {
    return this.bus.ask(changePassword, asked, caller);
  }
}
