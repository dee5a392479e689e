import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { askForCustomerLink, endSession, problemOf, type Identity } from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { Authentication } from '../access/authentication.service.js';
import { gatewayItself } from '../access/door.js';
import { callerOf } from '../access/callers.js';
import { deviceOf } from '../access/device.js';
import { Public } from '../access/public.js';
import { pageHeaders } from '../page/frame.js';
import { languageOf } from '../page/language.js';
import { askPage, listPage, newPage, problemPage, ticketPage, type Shown } from './pages.js';
import { PortalDesk } from './portal.service.js';

type Said = Readonly<Record<string, unknown>>;
const saidIn = ({ body }: FastifyRequest): Said => (typeof body === 'object' && body !== null ? (body as Said) : {});
const textOf = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '');
const keyIn = ({ key }: Said): string => (/^[\w-]{8,64}$/.test(textOf(key)) ? textOf(key) : randomUUID());

/** Pages of customers, without a script: their tickets, one of them, a new one. */
@Controller('portal')
export class PortalController {
  constructor(
    private readonly desk: PortalDesk,
    private readonly bus: Bus,
    private readonly authentication: Authentication,
  ) {}

  @Get()
  @Public()
  home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.page(request, reply, async (who, shown) => {
      const { items, next } = await this.desk.list(who);
      return listPage(shown, items, next !== undefined);
    });
  }

  @Post('links')
  @Public()
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = languageOf(request.headers['accept-language']);
    const email = textOf(saidIn(request).email);
    const { address } = deviceOf(request);
    try {
      await this.bus.ask(askForCustomerLink, { email, ...(address && { address }) }, { actor: gatewayItself });
      await send(reply, 200, askPage({ language }, true));
    } catch (error) {
      const wrong = problemOf(error);
      await send(reply, wrong.status, askPage({ language, wrong, filled: { email } }));
    }
  }

  @Get('new')
  @Public()
  draft(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.page(request, reply, async (_, shown) => newPage(shown));
  }

  @Post('new')
  @Public()
  open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const said = saidIn(request);
    const filled = { subject: textOf(said.subject), text: textOf(said.text) };
    const key = keyIn(said);
    return this.page(request, reply, async (who, shown) => {
      try {
        return { goTo: ticketPath(await this.desk.open(who, filled, key)) };
      } catch (error) {
        return newPage({ ...shown, filled, key, wrong: problemOf(error) });
      }
    });
  }

  @Get('tickets/:id')
  @Public()
  see(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.page(request, reply, async (who, shown) => {
      const { ticket, entries } = await this.desk.ticket(who, id);
      return ticketPage(shown, ticket, entries);
    });
  }

  @Post('tickets/:id')
  @Public()
  write(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const said = saidIn(request);
    const text = textOf(said.text);
    const key = keyIn(said);
    return this.page(request, reply, async (who, shown) => {
      try {
        await this.desk.write(who, id, text, key);
        return { goTo: ticketPath(id) };
      } catch (error) {
        const { ticket, entries } = await this.desk.ticket(who, id);
        return ticketPage({ ...shown, filled: { text }, key, wrong: problemOf(error) }, ticket, entries);
      }
    });
  }

  @Post('leave')
  @Public()
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const who = customerIn(request);
    this.authentication.cookie.takeBack(reply);
    if (who?.session) {
      const options = { actor: { kind: who.kind, id: who.id }, identity: who };
      await this.bus.ask(endSession, { sessionId: who.session }, options);
    }
    await go(reply, '/portal');
  }

  /** Shows something to a customer; to nobody known, the way in. */
  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    make: (who: Identity, shown: Shown) => Promise<string | { goTo: string }>,
  ): Promise<void> {
    const language = languageOf(request.headers['accept-language']);
    const who = customerIn(request);
    if (!who) return send(reply, request.method === 'GET' ? 200 : 401, askPage({ language }));
    try {
      const made = await make(who, { language, key: randomUUID() });
      return await (typeof made === 'string' ? send(reply, 200, made) : go(reply, made.goTo));
    } catch (error) {
      const wrong = problemOf(error);
      return send(reply, wrong.status, problemPage({ language, wrong }));
    }
  }
}

const ticketPath = (id: string): string => `/portal/tickets/${encodeURIComponent(id)}`;

function customerIn(request: FastifyRequest): Identity | undefined {
  const caller = callerOf(request);
  return caller?.by === 'cookie' && caller.identity.kind === 'customer'
    ? { ...caller.identity, address: request.ip }
    : undefined;
}

const send = async (reply: FastifyReply, status: number, page: string): Promise<void> => {
  await reply.status(status).headers(pageHeaders).send(page);
};
const go = async (reply: FastifyReply, to: string): Promise<void> => {
  await reply.status(303).headers({ location: to, 'cache-control': 'no-store' }).send();
};
