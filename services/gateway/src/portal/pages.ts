import {
  ticketMessageReceived,
  ticketOpened,
  ticketStatusChanged,
  type MessageFacts,
  type Problem,
  type TicketView,
  type TimelineEntry,
} from '@deskbeat/contracts';
import { escaped, frame } from '../page/frame.js';
import type { Language } from '../page/language.js';
import { portalWords, type PortalWords } from './words.js';

/** A text that somebody had filled in, when it could not be taken. */
export type Filled = Readonly<Partial<Record<'email' | 'subject' | 'text', string>>>;

export interface Shown {
  language: Language;
  wrong?: Problem;
  filled?: Filled;
  /** Names what a form sends, so that sending it twice is sending it once. */
  key?: string;
}

const page = ({ language, wrong }: Shown, title: string, content: string): string => {
  const told = portalWords[language];
  const alert = wrong ? `<p class="wrong" role="alert">${escaped(told.wrong(wrong))}</p>` : '';
  return frame(language, title, `<h1>${escaped(title)}</h1>${alert}${content}`);
};

const label = (name: string, text: string): string => `<label class="label" for="${name}">${escaped(text)}</label>`;
const line = (name: string, text: string, value = '', attributes = ''): string =>
  `${label(name, text)}<input class="line" id="${name}" name="${name}" value="${escaped(value)}" required ${attributes}>`;
const area = (text: string, value = ''): string =>
  `${label('text', text)}<textarea id="text" name="text" maxlength="20000" required>${escaped(value)}</textarea>`;
const form = (to: string, content: string, button: string, key?: string): string =>
  `<form method="post" action="${escaped(to)}">${content}` +
  (key === undefined ? '' : `<input type="hidden" name="key" value="${escaped(key)}">`) +
  `<button type="submit">${escaped(button)}</button></form>`;
const link = (to: string, text: string): string => `<a href="${escaped(to)}">${escaped(text)}</a>`;

/** For somebody who is not known yet. */
export function askPage(shown: Shown, isAsked = false): string {
  const told = portalWords[shown.language];
  const attributes = 'type="email" autocomplete="email" maxlength="254"';
  const content = isAsked
    ? `<p role="status">${escaped(told.asked)}</p>`
    : `<p class="hint">${escaped(told.askHint)}</p>` +
      form('/portal/links', line('email', told.email, shown.filled?.email, attributes), told.ask);
  return page(shown, told.title, content);
}

/** Looking at a link changes nothing: programs that look through mails do that, too. */
export function enterPage(shown: Shown, token: string, email: string): string {
  const told = portalWords[shown.language];
  const to = `/portal/enter/${encodeURIComponent(token)}`;
  return page(shown, told.title, `<p>${escaped(told.enterAs(email))}</p>${form(to, '', told.enter)}`);
}

export function problemPage(shown: Shown): string {
  const told = portalWords[shown.language];
  return page(shown, told.title, `<p>${link('/portal', told.back)}</p>`);
}

type Card = Pick<TicketView, 'id' | 'number' | 'subject' | 'status'>;

export function listPage(shown: Shown, tickets: readonly Card[], hasMore: boolean): string {
  const told = portalWords[shown.language];
  const items = tickets.map(
    ({ id, number, subject, status }) =>
      `<li>${link(`/portal/tickets/${encodeURIComponent(id)}`, subject)}` +
      `<div class="hint">${escaped(number)} · ${escaped(told.status[status])}</div></li>`,
  );
  const list = items.length > 0 ? `<ul class="list">${items.join('')}</ul>` : `<p>${escaped(told.none)}</p>`;
  return page(
    shown,
    told.mine,
    list +
      (hasMore ? `<p class="hint">${escaped(told.older)}</p>` : '') +
      `<p>${link('/portal/new', told.fresh)}</p>` +
      form('/portal/leave', '', told.leave),
  );
}

export function newPage(shown: Shown): string {
  const told = portalWords[shown.language];
  const { subject, text } = shown.filled ?? {};
  const content = line('subject', told.subject, subject, 'maxlength="250"') + area(told.text, text);
  const back = `<p>${link('/portal', told.back)}</p>`;
  return page(shown, told.fresh, back + form('/portal/new', content, told.send, shown.key));
}

export function ticketPage(shown: Shown, ticket: Card, entries: readonly TimelineEntry[]): string {
  const told = portalWords[shown.language];
  const { id, number, subject, status } = ticket;
  const answer = form(
    `/portal/tickets/${encodeURIComponent(id)}`,
    area(told.reply, shown.filled?.text),
    told.send,
    shown.key,
  );
  return page(
    shown,
    subject,
    `<p class="hint">${escaped(number)} · ${escaped(told.status[status])}</p>` +
      `<ol class="list">${entries.map((entry) => entryItem(entry, told, shown.language)).join('')}</ol>${answer}` +
      `<p>${link('/portal', told.back)}</p>`,
  );
}

/** What a customer says, whoever brings it in: a mail, a form, somebody on the phone. */
const theirs: ReadonlySet<string> = new Set([ticketOpened.subject, ticketMessageReceived.subject]);

/** What came with a message, to be saved. */
function filesOf(data: object): string {
  const { attachments = [] } = data as Partial<MessageFacts>;
  const items = attachments.map(({ id, name }) => `<li>${link(`/api/v1/files/${encodeURIComponent(id)}`, name)}</li>`);
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
}

/** Nothing of a text is markup. */
function entryItem({ at, actor, subject, data, text }: TimelineEntry, told: PortalWords, language: Language): string {
  const isMove = subject === ticketStatusChanged.subject;
  if (text === undefined && !isMove) return '';
  const { to } = data as { to?: TicketView['status'] };
  const said = [isMove && to ? told.became(told.status[to]) : '', text ?? ''].filter(Boolean).join('\n');
  const who = actor.kind === 'customer' || theirs.has(subject) ? told.you : told.us;
  const when = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(at));
  return (
    `<li><div class="hint">${escaped(who)} · <time datetime="${escaped(at)}">${escaped(when)} UTC</time></div>` +
    `<div class="said">${escaped(said)}</div>${filesOf(data)}</li>`
  );
}
