import { Controller, Get, Headers, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AnswerConfirmation,
  answerConfirmation,
  GetConfirmation,
  getConfirmation,
  problemOf,
  type ConfirmationView,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { keyOf } from '@deskbeat/permissions';
import { Asked, Forwards } from '../edge/forwards.js';
import { pageHeaders } from '../page/frame.js';
import { languageOf } from '../page/language.js';
import { saidIn } from './form.js';
import { problemPage, questionPage, wordsOn } from './page.js';
import { words } from './words.js';

const tag = 'confirmation';
const path = { token: 'token' };
/** The owner knows by the token which customer it is. */
const actor = { kind: 'system', id: 'confirmation-link' } as const;
const scopes = [getConfirmation, answerConfirmation].map(({ subject }) => keyOf(subject));
const options = { actor, identity: { ...actor, role: 'system' as const, teams: [], scopes } };

const wantsPage = (accept = ''): boolean => accept.includes('text/html');

/** Where customers answer by the link of a mail: a page for their browser, JSON for programs. Looking changes nothing. */
@Controller('confirm')
export class ConfirmController {
  constructor(private readonly bus: Bus) {}

  @Get(':token')
  @Forwards(getConfirmation, { tag, path })
  async see(
    @Asked() asked: GetConfirmation,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConfirmationView | string> {
    if (!wantsPage(accept)) return this.kept(reply, await this.bus.ask(getConfirmation, asked, options));
    const language = languageOf(accepted);
    void reply.headers(pageHeaders);
    try {
      return questionPage(await this.bus.ask(getConfirmation, asked, options), language);
    } catch (error) {
      const problem = problemOf(error);
      void reply.status(problem.status);
      return problemPage(problem, language);
    }
  }

  @Post(':token')
  @Forwards(answerConfirmation, { tag, path })
  async answer(
    @Asked() asked: AnswerConfirmation,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConfirmationView | string> {
    const { accept, 'accept-language': accepted } = request.headers;
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
    const { token } = asked;
    const said = isForm ? saidIn(asked as unknown as Record<string, unknown>) : asked;
    if (!wantsPage(accept))
      return this.kept(reply, await this.bus.ask(answerConfirmation, { ...said, token }, options));
    const language = languageOf(accepted);
    void reply.headers(pageHeaders);
    try {
      await this.bus.ask(answerConfirmation, { ...said, token }, options);
      void reply.status(303).header('location', request.url);
      return '';
    } catch (error) {
      const problem = problemOf(error);
      void reply.status(problem.status);
      if (problem.code === 'link-invalid' || problem.code === 'link-expired') return problemPage(problem, language);
      return this.bus.ask(getConfirmation, { token }, options).then(
        (view) => questionPage(view, language, said, wordsOn(problem, words[language])),
        () => problemPage(problem, language),
      );
    }
  }

  private kept(reply: FastifyReply, view: ConfirmationView): ConfirmationView {
    void reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', vary: 'Accept' });
    return view;
  }
}
