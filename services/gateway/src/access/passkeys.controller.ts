import { Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AddPasskey,
  addPasskey,
  askForPasskey,
  beginPasskey,
  listPasskeys,
  NamePasskey,
  Nothing,
  OwnPassword,
  PasskeyAnswer,
  removePasskey,
  SessionView,
  signInByPasskey,
  type PasskeyQuestion,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { Authentication } from './authentication.service.js';
import { deviceOf } from './device.js';
import { gatewayItself, lettingIn } from './door.js';
import { Public } from './public.js';
import { sessionViewOf } from './session-view.js';

const tag = 'session';

@Controller('api/v1')
export class PasskeysController {
  constructor(
    private readonly bus: Bus,
    private readonly authentication: Authentication,
  ) {}

  @Get('session/passkeys')
  @Forwards(listPasskeys, { tag })
  list(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(listPasskeys, asked, caller);
  }

  @Post('session/passkeys/challenges')
  @Forwards(beginPasskey, { tag })
  begin(@Asked() asked: OwnPassword, @Caller() caller: AskOptions) {
    return this.bus.ask(beginPasskey, asked, caller);
  }

  @Post('session/passkeys')
  @Forwards(addPasskey, { tag, status: 201 })
  add(@Asked() asked: AddPasskey, @Caller() caller: AskOptions) {
    return this.bus.ask(addPasskey, asked, caller);
  }

  @Delete('session/passkeys/:id')
  @Forwards(removePasskey, { tag, path: { id: 'passkeyId' } })
  remove(@Asked() asked: NamePasskey, @Caller() caller: AskOptions) {
    return this.bus.ask(removePasskey, asked, caller);
  }

  @Post('sessions/passkey/challenges')
  @Public()
  @Forwards({ ...askForPasskey, payload: Nothing }, { tag })
  ask(@Req() request: FastifyRequest): Promise<PasskeyQuestion> {
    const { address } = deviceOf(request);
    return this.bus.ask(askForPasskey, address === undefined ? {} : { address }, { actor: gatewayItself });
  }

  @Post('sessions/passkey')
  @Public()
  @Forwards({ ...signInByPasskey, payload: PasskeyAnswer, reply: SessionView }, { tag, status: 201 })
  async signIn(
    @Asked() { response }: PasskeyAnswer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const secret = newSecret();
    const asked = { response, digest: digestOf(secret), ...deviceOf(request) };
    const session = await this.bus.ask(signInByPasskey, asked, lettingIn);
    this.authentication.cookie.give(reply, secret, session.expiresAt);
    return sessionViewOf(session);
  }
}
