import { Controller, Get, Headers, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Entered, LinkView, problemOf, readLink, ReadLink, useLink, Welcomed } from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { Bus } from '@deskbeat/messaging';
import { Asked, Forwards } from '../edge/forwards.js';
import { pageHeaders } from '../page/frame.js';
import { languageOf } from '../page/language.js';
import { Authentication } from './authentication.service.js';
import { deviceOf } from './device.js';
import { lettingIn } from './door.js';
import { Public } from './public.js';
import { problemPage, welcomePage } from './welcome-page.js';

const tag = 'session';
const wantsPage = (accept = ''): boolean => accept.includes('text/html');

/** Where people choose a password by a link: a page for their browser, JSON for programs. Looking changes nothing. */
@Controller('welcome')
export class WelcomeController {
  constructor(
    private readonly bus: Bus,
    private readonly authentication: Authentication,
  ) {}

  @Get(':token')
  @Public()
  @Forwards({ ...readLink, payload: ReadLink, reply: LinkView }, { tag, path: { token: 'digest' } })
  async see(
    @Param('token') token: string,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LinkView | string> {
    void reply.headers({ ...pageHeaders, ...(!wantsPage(accept) && { 'content-type': 'application/json' }) });
    const language = languageOf(accepted);
    try {
      const view = await this.bus.ask(readLink, { digest: digestOf(token) }, lettingIn);
      return wantsPage(accept) ? welcomePage(view, language) : view;
    } catch (error) {
      if (!wantsPage(accept)) throw error;
      const problem = problemOf(error);
      void reply.status(problem.status);
      return problemPage(problem, language);
    }
  }

  @Post(':token')
  @Public()
  @Forwards({ ...useLink, payload: Welcomed, reply: Entered }, { tag, path: { token: 'token' } })
  async enter(
    @Asked() asked: Welcomed & { token: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Entered | string> {
    const { token, ...said } = asked;
    if (!wantsPage(request.headers.accept)) return this.use(token, said, request, reply);
    const language = languageOf(request.headers['accept-language']);
    void reply.headers(pageHeaders);
    try {
      await this.use(token, said, request, reply);
      void reply.status(303).header('location', '/');
      return '';
    } catch (error) {
      const problem = problemOf(error);
      void reply.status(problem.status);
      return this.bus.ask(readLink, { digest: digestOf(token) }, lettingIn).then(
        (view) => welcomePage(view, language, said, problem),
        () => problemPage(problem, language),
      );
    }
  }

  private async use(token: string, said: Welcomed, request: FastifyRequest, reply: FastifyReply): Promise<Entered> {
    const secret = newSecret();
    const asked = { ...said, linkDigest: digestOf(token), digest: digestOf(secret), ...deviceOf(request) };
    const { accountId, email, session } = await this.bus.ask(useLink, asked, lettingIn);
    if (session) this.authentication.cookie.give(reply, secret, session.expiresAt);
    return { accountId, email, signedIn: session !== undefined };
  }
}
