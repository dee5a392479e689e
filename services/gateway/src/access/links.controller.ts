import { Controller, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { askForReset, MakeLink, makeLink, makeSetUpLink, Nothing, ResetWish } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { deviceOf } from './device.js';
import { gatewayItself } from './door.js';
import { Public } from './public.js';

@Controller('api/v1')
export class LinksController {
  constructor(private readonly bus: Bus) {}

  @Post('accounts/:id/links')
  @Forwards(makeLink, { tag: 'accounts', path: { id: 'accountId' }, status: 201 })
  make(@Asked() asked: MakeLink, @Caller() caller: AskOptions) {
    return this.bus.ask(makeLink, asked, { ...caller, deadlineMs: 25_000 });
  }

  @Post('set-up-links')
  @Forwards(makeSetUpLink, { tag: 'accounts', status: 201 })
  makeSetUp(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(makeSetUpLink, asked, caller);
  }

  @Post('password-resets')
  @Public()
  @Forwards({ ...askForReset, payload: ResetWish }, { tag: 'session', status: 202 })
  askForReset(@Asked() asked: ResetWish, @Req() request: FastifyRequest) {
    const { address } = deviceOf(request);
    return this.bus.ask(askForReset, { ...asked, ...(address && { address }) }, { actor: gatewayItself });
  }
}
