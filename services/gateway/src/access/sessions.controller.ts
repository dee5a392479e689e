import { Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  Credentials,
  endSession,
  endSessions,
  listSessions,
  NameSession,
  Nothing,
  Problem,
  SessionView,
  signIn,
  type EndedSessions,
  type OpenSessions,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { Authentication } from './authentication.service.js';
import { callerOf, sessionIdOf } from './callers.js';
import { deviceOf } from './device.js';
import { lettingIn } from './door.js';
import { Public } from './public.js';
import { sessionViewOf } from './session-view.js';

const tag = 'session';
const path = { id: 'sessionId' };

@Controller('api/v1')
export class SessionsController {
  constructor(
    private readonly bus: Bus,
    private readonly authentication: Authentication,
  ) {}

  /** The secret is always a new one: whoever had one before, or planted one, has nothing. */
  @Post('sessions')
  @Public()
  @Forwards({ ...signIn, payload: Credentials, reply: SessionView }, { tag, status: 201 })
  async signIn(
    @Asked() asked: Credentials,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const secret = newSecret();
    const arrival = { digest: digestOf(secret), use: 'browser' as const, ...deviceOf(request) };
    const session = await this.bus.ask(signIn, { ...asked, ...arrival }, lettingIn);
    this.authentication.cookie.give(reply, secret, session.expiresAt);
    return sessionViewOf(session);
  }

  @Get('session')
  @Forwards(
    { subject: 'rpc.access.authenticate.v1', summary: 'Say who one is', payload: Nothing, reply: SessionView },
    { tag },
  )
  whoAmI(@Req() request: FastifyRequest): SessionView {
    const caller = callerOf(request);
    if (!caller) throw new Problem('unauthenticated');
    switch (caller.by) {
      case 'cookie':
        return sessionViewOf(caller.session);
      case 'token':
        return { identity: caller.identity, use: 'program', expiresAt: caller.expiresAt };
      case 'key':
        return { identity: caller.identity };
    }
  }

  @Delete('session')
  @Forwards({ ...endSession, summary: 'Sign out', payload: Nothing }, { tag })
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Caller() caller: AskOptions,
  ): Promise<EndedSessions> {
    const sessionId = sessionIdOf(callerOf(request));
    this.authentication.cookie.takeBack(reply);
    return sessionId === undefined ? { ended: 0 } : this.bus.ask(endSession, { sessionId }, caller);
  }

  @Get('sessions')
  @Forwards(listSessions, { tag })
  list(@Asked() asked: Nothing, @Caller() caller: AskOptions): Promise<OpenSessions> {
    return this.bus.ask(listSessions, asked, caller);
  }

  @Delete('sessions/:id')
  @Forwards(endSession, { tag, path })
  end(@Asked() asked: NameSession, @Caller() caller: AskOptions): Promise<EndedSessions> {
    return this.bus.ask(endSession, asked, caller);
  }

  @Delete('sessions')
  @Forwards(endSessions, { tag })
  endOthers(@Asked() asked: Nothing, @Caller() caller: AskOptions): Promise<EndedSessions> {
    return this.bus.ask(endSessions, asked, caller);
  }
}
