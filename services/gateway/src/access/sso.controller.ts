import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginSso, endSso, getSignInWays, Nothing, problemOf, SsoWish, type SignInWays } from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { Bus } from '@deskbeat/messaging';
import { Forwards } from '../edge/forwards.js';
import { Authentication } from './authentication.service.js';
import { gatewayItself, lettingIn } from './door.js';
import { deviceOf } from './device.js';
import { Public } from './public.js';

const tag = 'session';
const awayMs = 10 * 60_000;
/** The provider is asked several things on the way. */
const patient = { ...lettingIn, deadlineMs: 20_000 };

/** The way in by the organisation's own sign-in: pages, so what goes wrong is said by the console. */
@Controller('api/v1')
export class SsoController {
  constructor(
    private readonly bus: Bus,
    private readonly authentication: Authentication,
  ) {}

  @Get('sign-in-ways')
  @Public()
  @Forwards(getSignInWays, { tag })
  ways(): Promise<SignInWays> {
    return this.bus.ask(getSignInWays, {}, { actor: gatewayItself });
  }

  @Get('sso')
  @Public()
  @Forwards({ ...beginSso, payload: SsoWish, reply: Nothing }, { tag, status: 303 })
  async begin(@Query('to') to: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const secret = newSecret();
    const { address } = deviceOf(request);
    const wish = { ...(typeof to === 'string' && { to }), ...(address && { address }) };
    try {
      const { url } = await this.bus.ask(beginSso, { browser: digestOf(secret), ...wish }, patient);
      this.authentication.departure.give(reply, secret, new Date(Date.now() + awayMs).toISOString());
      await goTo(reply, url);
    } catch (error) {
      await goTo(reply, failed(error));
    }
  }

  @Get('sso/callback')
  @Public()
  @Forwards({ ...endSso, payload: Nothing, reply: Nothing }, { tag, status: 303 })
  async end(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const secret = newSecret();
    const browser = digestOf(this.authentication.departure.secretIn(request.headers.cookie) ?? newSecret());
    const [, query = ''] = request.url.split(/\?(.*)/s);
    this.authentication.departure.takeBack(reply);
    try {
      const asked = { browser, query, digest: digestOf(secret), ...deviceOf(request) };
      const { session, to = '/' } = await this.bus.ask(endSso, asked, patient);
      this.authentication.cookie.give(reply, secret, session.expiresAt);
      await goTo(reply, to);
    } catch (error) {
      await goTo(reply, failed(error));
    }
  }
}

const goTo = async (reply: FastifyReply, url: string): Promise<void> => {
  await reply.status(303).headers({ location: url, 'cache-control': 'no-store' }).send();
};

/** The sign-in page says what happened by the code of the problem. */
const failed = (error: unknown): string => `/?sso=${problemOf(error).code}`;
