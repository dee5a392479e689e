import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import {
  AllowAddress,
  allowAddress,
  GetPreferences,
  getPreferences,
  listSuppressedAddresses,
  Nothing,
  RetryNotice,
  retryNotice,
  SavePreferences,
  savePreferences,
  SuppressAddress,
  suppressAddress,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'notices';
const ofAddress = { address: 'address' };
const ofPerson = { id: 'personId' };

@Controller('api/v1')
export class NoticesController {
  constructor(private readonly bus: Bus) {}

  @Post('notices/:id/retry')
  @Forwards(retryNotice, { tag, path: { id: 'id' } })
  retry(@Asked() asked: RetryNotice, @Caller() caller: AskOptions) {
    return this.bus.forward(retryNotice, asked, caller);
  }

  @Get('people/:id/preferences')
  @Forwards(getPreferences, { tag, path: ofPerson })
  preferences(@Asked() asked: GetPreferences, @Caller() caller: AskOptions) {
    return this.bus.forward(getPreferences, asked, caller);
  }

  @Put('people/:id/preferences')
  @Forwards(savePreferences, { tag, path: ofPerson })
  prefer(@Asked() asked: SavePreferences, @Caller() caller: AskOptions) {
    return this.bus.forward(savePreferences, asked, caller);
  }

  @Get('suppressed-addresses')
  @Forwards(listSuppressedAddresses, { tag, slow: true })
  suppressed(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(listSuppressedAddresses, asked, caller);
  }

  @Put('suppressed-addresses/:address')
  @Forwards(suppressAddress, { tag, path: ofAddress })
  suppress(@Asked() asked: SuppressAddress, @Caller() caller: AskOptions) {
    return this.bus.forward(suppressAddress, asked, caller);
  }

  @Delete('suppressed-addresses/:address')
  @Forwards(allowAddress, { tag, path: ofAddress })
  allow(@Asked() asked: AllowAddress, @Caller() caller: AskOptions) {
    return this.bus.forward(allowAddress, asked, caller);
  }
}
