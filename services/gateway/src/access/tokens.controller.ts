import { Controller, Header, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  Credentials,
  endSession,
  IssuedTokens,
  NameRefreshToken,
  renewSession,
  signIn,
  validated,
  type EndedSessions,
} from '@deskbeat/contracts';
import { Asked, Forwards } from '../edge/forwards.js';
import { deviceOf } from './device.js';
import { Public } from './public.js';
import { Tokens } from './tokens.service.js';

const tag = 'tokens';
const example = { refreshToken: 'dbr_q1wE8rT3yU5iO7pA9sD2fG4hJ6kL0zXcVbNmQwErTyU' };

/** How programs come in as a person: a bearer token for minutes, and another one for the next. Nothing keeps an answer. */
@Controller('api/v1/tokens')
export class TokensController {
  constructor(private readonly tokens: Tokens) {}

  @Post()
  @Public()
  @Header('cache-control', 'no-store')
  @Forwards(
    { ...signIn, summary: 'Get tokens for a password', payload: Credentials, reply: IssuedTokens },
    { tag, status: 201 },
  )
  issue(@Asked() asked: Credentials, @Req() request: FastifyRequest): Promise<IssuedTokens> {
    return this.tokens.issue(asked, deviceOf(request));
  }

  @Post('refresh')
  @Public()
  @Header('cache-control', 'no-store')
  @Forwards(
    { ...renewSession, summary: 'Get new tokens for a refresh token', payload: NameRefreshToken, reply: IssuedTokens },
    { tag, example },
  )
  refresh(@Asked() asked: NameRefreshToken): Promise<IssuedTokens> {
    return this.tokens.refresh(validated(NameRefreshToken, asked).refreshToken);
  }

  @Post('revocation')
  @Public()
  @Header('cache-control', 'no-store')
  @Forwards(
    { ...endSession, summary: 'Take back a refresh token and what came from it', payload: NameRefreshToken },
    { tag, example },
  )
  revoke(@Asked() asked: NameRefreshToken): Promise<EndedSessions> {
    return this.tokens.revoke(validated(NameRefreshToken, asked).refreshToken);
  }
}
