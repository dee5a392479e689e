import { Controller, Get, Headers, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  askForCustomerLink,
  CustomerLinkView,
  CustomerLinkWish,
  Nothing,
  problemOf,
  ReadCustomerLink,
  readCustomerLink,
  SessionView,
  useCustomerLink,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { Bus } from '@deskbeat/messaging';
import { Authentication } from '../access/authentication.service.js';
import { gatewayItself, lettingIn } from '../access/door.js';
import { deviceOf } from '../access/device.js';
import { Public } from '../access/public.js';
import { sessionViewOf } from '../access/session-view.js';
import { Asked, Forwards } from '../edge/forwards.js';
import { pageHeaders } from '../page/frame.js';
import { languageOf } from '../page/language.js';
import { enterPage, problemPage } from './pages.js';

const tag = 'customer session';
const wantsPage = (accept = ''): boolean => accept.includes('text/html');

/** Where customers come in by a link of their mail: a page for their browser, JSON for programs. */
@Controller()
export class PortalDoorsController {
  constructor(
    private readonly bus: Bus,
    private readonly authentication: Authentication,
  ) {}

  @Post('api/v1/customer-links')
  @Public()
  @Forwards({ ...askForCustomerLink, payload: CustomerLinkWish }, { tag, status: 202 })
  ask(@Asked() asked: CustomerLinkWish, @Req() request: FastifyRequest): Promise<Nothing> {
    const { address } = deviceOf(request);
    return this.bus.ask(askForCustomerLink, { ...asked, ...(address && { address }) }, { actor: gatewayItself });
  }

  @Get('portal/enter/:token')
  @Public()
  @Forwards(
    { ...readCustomerLink, payload: ReadCustomerLink, reply: CustomerLinkView },
    { tag, path: { token: 'digest' } },
  )
  async see(
    @Param('token') token: string,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CustomerLinkView | string> {
    void reply.headers({ ...pageHeaders, ...(!wantsPage(accept) && { 'content-type': 'application/json' }) });
    const language = languageOf(accepted);
    try {
      const view = await this.bus.ask(readCustomerLink, { digest: digestOf(token) }, lettingIn);
      return wantsPage(accept) ? enterPage({ language }, token, view.email) : view;
    } catch (error) {
      if (!wantsPage(accept)) throw error;
      const wrong = problemOf(error);
      void reply.status(wrong.status);
      return problemPage({ language, wrong });
    }
  }

  @Post('portal/enter/:token')
  @Public()
  @Forwards({ ...useCustomerLink, payload: Nothing, reply: SessionView }, { tag, path: { token: 'token' } })
  async enter(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView | string> {
    const isPage = wantsPage(request.headers.accept);
    try {
      const view = await this.use(token, request, reply);
      if (!isPage) return view;
      void reply.status(303).headers({ ...pageHeaders, location: '/portal' });
      return '';
    } catch (error) {
      if (!isPage) throw error;
      const wrong = problemOf(error);
      void reply.status(wrong.status).headers(pageHeaders);
      return problemPage({ language: languageOf(request.headers['accept-language']), wrong });
    }
  }

  private async use(token: string, request: FastifyRequest, reply: FastifyReply): Promise<SessionView> {
    const secret = newSecret();
    const asked = { linkDigest: digestOf(token), digest: digestOf(secret), ...deviceOf(request) };
    const session = await this.bus.ask(useCustomerLink, asked, lettingIn);
    this.authentication.cookie.give(reply, secret, session.expiresAt);
    return sessionViewOf(session);
  }
}
