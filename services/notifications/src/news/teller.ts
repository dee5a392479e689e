import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { AddressService } from '../address/address.service.js';
import { Deliveries } from '../deliveries.js';
import { htmlAround, messageMark } from '../domain/letter.js';
import { plan, type Addressee, type News, type Planned } from '../domain/plan.js';
import { NoticeStore } from '../notice.store.js';
import { TemplateService } from '../template/template.service.js';
import { Time } from '@deskbeat/service';
import type { Values } from '@deskbeat/templates';

/** What became of an event. */
export type Outcome = 'told' | 'known' | 'nobody-to-tell';

/** Makes the notices of something that happened. */
@Injectable()
export class Teller {
  constructor(
    private readonly notices: NoticeStore,
    private readonly templates: TemplateService,
    private readonly addresses: AddressService,
    private readonly deliveries: Deliveries,
    private readonly time: Time,
  ) {}

  /** @param causeId of the event: told again, it makes no second notice */
  async tell(causeId: string, news: News, addressees: readonly Addressee[]): Promise<Outcome> {
    const planned = plan(news, addressees, this.time.now());
    const possible = planned.filter(({ channel, recipient }) => channel !== 'email' || isEmail(recipient));
    const outcomes = await Promise.all(possible.map((one) => this.make(causeId, news, one)));
    if (outcomes.length === 0) return 'nobody-to-tell';
    return outcomes.includes('added') ? 'told' : 'known';
  }

  private async make(
    causeId: string,
    { cause, ticketId, variables, html, files }: News,
    planned: Planned,
  ): Promise<'added' | 'known'> {
    const { channel, recipient, language, heldUntil } = planned;
    const [{ title, body }, marked, start] = await Promise.all([
      this.templates.render(cause, language, variables),
      html !== undefined && channel === 'email'
        ? this.templates.render(cause, language, withMark(variables))
        : undefined,
      heldUntil === undefined ? this.addresses.startFor(planned) : { heldUntil },
    ]);
    const letter = marked && { html: htmlAround(marked.body, html!) };
    const draft = {
      channel,
      recipient,
      ticketId,
      cause,
      language,
      title,
      ...(body !== '' && { body }),
      ...letter,
      ...(channel === 'email' && files && { files: [...files] }),
    };
    const outcome = await this.notices.add(`${causeId}:${recipient}:${channel}`, draft, this.time.now(), start);
    if (heldUntil === undefined) this.deliveries.made(channel, recipient);
    return outcome;
  }
}

const withMark = (values: Values): Values => ({ ...values, message: { text: messageMark } });
