import { Injectable } from '@nestjs/common';
import type { Filter as MongoFilter } from 'mongodb';
import type { Actor, FoundTicket, FoundTickets, SearchTickets } from '@deskbeat/contracts';
import { decodeCursor, encodeCursor } from '@deskbeat/persistence';
import { TicketService } from '../ticket/ticket.service.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { conditionOf } from './conditions.js';
import { numberOf } from './domain/entry.js';
import { planOf } from './domain/plan.js';
import { parseQuery } from './domain/query.js';
import { snippetOf } from './domain/snippet.js';
import { comparable } from './domain/terms.js';
import { FindableTickets, type Message } from './findable.js';
import { Matcher } from './matching.js';

/** Results that pages can reach, and tickets on which filters and phrases are checked, at the most. */
const reach = 2_000;
const together = 200;
/** Texts of one result that are shown. */
const mostMatches = 3;

interface Check {
  condition?: MongoFilter<TicketDocument>;
  phrases: { text: string; not: boolean }[];
}

@Injectable()
export class SearchService {
  constructor(
    private readonly matcher: Matcher,
    private readonly store: TicketStore,
    private readonly texts: FindableTickets,
    private readonly tickets: TicketService,
  ) {}

  /** @throws Problem `validation-failed` with position and rule of what the line must not be */
  async search({ q, order = 'relevance', cursor, limit = 20 }: SearchTickets, actor: Actor): Promise<FoundTickets> {
    const plan = planOf(parseQuery(q, new Date()));
    const check = { condition: conditionOf(plan.conditions, actor), phrases: plan.phrases };
    const from = cursor === undefined ? 0 : Math.min(reach, Math.max(0, Number(decodeCursor(cursor, 1)[0]) || 0));
    const page = Math.min(limit, 50);
    const isChecked = check.condition !== undefined || check.phrases.length > 0;
    const { ordinals, count, isMatch } = await this.matcher.match(plan, isChecked ? reach : from + page + 1, order);
    const { found, looked } = await this.checked(
      ordinals,
      isChecked ? 0 : from,
      check,
      isChecked ? from + page + 1 : page + 1,
    );
    const items = isChecked ? found.slice(from, from + page) : found.slice(0, page);
    const more = found.length > (isChecked ? from + page : page) && from + page < reach;
    return {
      items: await this.shown(items, isMatch),
      matching: count,
      complete: !isChecked || count <= looked || more,
      ...(more && { next: encodeCursor([from + page]) }),
    };
  }

  /** The first tickets that pass, in the order of their ordinals. */
  private async checked(ordinals: readonly number[], start: number, check: Check, wanted: number) {
    const found: TicketDocument[] = [];
    let at = start;
    while (at < ordinals.length && found.length < wanted) {
      const some = ordinals.slice(at, at + (isPlain(check) ? wanted - found.length : together)).map(numberOf);
      at += some.length;
      found.push(...(await this.passing(await this.store.byNumbers(some, check.condition), check.phrases)));
    }
    return { found, looked: at };
  }

  private async passing(tickets: TicketDocument[], phrases: Check['phrases']): Promise<TicketDocument[]> {
    if (phrases.length === 0 || tickets.length === 0) return tickets;
    const messages = await this.texts.messages(tickets);
    const wanted = phrases.map(({ text, not }) => ({ text: comparable(text), not }));
    return tickets.filter(({ _id, subject, tags }) => {
      const texts = [subject, ...tags, ...messages.get(_id)!.map(({ text }) => text)].map(comparable);
      return wanted.every(({ text, not }) => texts.some((one) => one.includes(text)) !== not);
    });
  }

  private async shown(tickets: readonly TicketDocument[], isMatch: (term: string) => boolean): Promise<FoundTicket[]> {
    const [messages, cards] = await Promise.all([this.texts.messages(tickets), this.tickets.cards(tickets)]);
    return tickets.map((ticket, index) => ({
      ticket: cards[index]!,
      matches: matchesIn(ticket.subject, messages.get(ticket._id)!, isMatch),
    }));
  }
}

const isPlain = ({ condition, phrases }: Check): boolean => condition === undefined && phrases.length === 0;

function matchesIn(
  subject: string,
  messages: readonly Message[],
  isMatch: (term: string) => boolean,
): FoundTicket['matches'] {
  const inSubject = snippetOf(subject, isMatch);
  const matches: FoundTicket['matches'] = inSubject ? [{ field: 'subject', ...inSubject }] : [];
  for (const { version, text } of messages.toReversed()) {
    if (matches.length >= mostMatches) break;
    const snippet = snippetOf(text, isMatch);
    if (snippet) matches.push({ field: 'message', version, ...snippet });
  }
  return matches;
}
