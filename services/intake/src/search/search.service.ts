import { Injectable } from '@nestjs/common';
import type { Filter as MongoFilter } from 'mongodb';
import type { Actor, FoundTicket, FoundTickets, SearchTickets } from '@deskbeat/contracts';
import { narrowing } from '@deskbeat/messaging';
import type { Condition } from '@deskbeat/permissions';
import { decodeCursor, encodeCursor, fitting } from '@deskbeat/persistence';
import { bytesOf } from '../ticket/listed-tickets.js';
import { TicketService } from '../ticket/ticket.service.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { TicketStore, type WordedTicket } from '../ticket/ticket.store.js';
import { conditionOf } from './conditions.js';
import { Briefly } from '../recently.js';
import { narrowedBy } from '../view/narrowing.js';
import { FilterMeanings } from '../view/filter-meanings.js';
import { numberOf, ordinalOf } from './domain/entry.js';
import { phraseIn } from './domain/phrase.js';
import { planOf, type Plan } from './domain/plan.js';
import { parseQuery } from './domain/query.js';
import { FindableTickets, type Message } from './findable.js';
import { inFront, matchesIn, textsOf } from './matches.js';
import { Matcher } from './matching.js';
import { isIn, plainly, seenThrough, veilOf, type Veil } from './veil.js';
import { FieldSights } from '../field-rules/field-sights.js';

/** Results that pages can reach, and tickets on which filters and phrases are checked, at the most. */
const reach = 2_000;
/** The same for phrases, for which conversations are read. */
const reachOfPhrases = 200;
/** Tickets that are listed before the words are looked at, where filters leave so few. */
const mostAllowed = 2_000;
const together = 60;
/** Somebody who types asks again and again: what the filters leave is not listed again so soon. */
const staleMs = 2_000;
const remembered = 100;

interface Check {
  condition?: MongoFilter<TicketDocument>;
  phrases: { text: string; not: boolean }[];
  /** What is found must be found in what is seen. */
  veil?: Veil & Pick<Plan, 'needs'>;
  /** Conversations that this search has read. */
  read: Map<string, Message[]>;
}

type Allowed = ReadonlySet<number> | undefined;

@Injectable()
export class SearchService {
  private readonly listed = new Briefly<Allowed>(staleMs, remembered);

  constructor(
    private readonly matcher: Matcher,
    private readonly store: TicketStore,
    private readonly texts: FindableTickets,
    private readonly tickets: TicketService,
    private readonly meanings: FilterMeanings,
    private readonly sights: FieldSights,
  ) {}

  /** @throws Problem `validation-failed` with position and rule of what the line must not be */
  async search({ q, order = 'relevance', cursor, limit = 20 }: SearchTickets, actor: Actor): Promise<FoundTickets> {
    const { sought, filters } = parseQuery(q, new Date());
    const veil = veilOf(await this.sights.ofAnswered());
    const meant = planOf({ sought, filters: await this.meanings.of(filters, actor) });
    const plan = veil ? plainly(meant) : meant;
    const from = cursor === undefined ? 0 : Math.min(reach, Math.max(0, Number(decodeCursor(cursor, 1)[0]) || 0));
    const end = from + Math.min(limit, 50);
    const allowed = await this.allowedBy(plan, actor);
    const seen = allowed ? undefined : narrowing();
    const check = {
      condition: allowed ? undefined : both(conditionOf(plan.conditions, actor), seen),
      phrases: plan.phrases,
      read: new Map<string, Message[]>(),
      ...(veil && { veil: { ...veil, needs: plan.needs } }),
    };
    const { ordinals, count, isMatch } = await this.matcher.match(plan, sizeFor(check, end), order, allowed);
    const { found, looked } = isPlain(check)
      ? { found: ordinals.map(numberOf), looked: count }
      : await this.passing(ordinals, check, end + 1);
    const shown = await this.shown(found.slice(from, end), check, isMatch);
    const items = fitting(shown, ({ ticket }) => bytesOf(ticket));
    const last = items.length < shown.length ? found.indexOf(items.at(-1)!.ticket.number) + 1 : end;
    const more = found.length > last && last < reach;
    return {
      items,
      // How many there are beyond one's sight is not to be told.
      matching: (seen ?? veil) ? found.length : count,
      complete: more || looked >= count,
      ...(more && { next: encodeCursor([last]) }),
    };
  }

  /** Where few tickets meet the filters and an index finds them: their numbers. */
  private async allowedBy({ conditions }: Plan, actor: Actor): Promise<Allowed> {
    const narrowed = narrowedBy(conditions, actor);
    const { phase, assigneeId, customerId } = narrowed;
    if (phase !== 0 && assigneeId === undefined && customerId === undefined) return undefined;
    const key = JSON.stringify([narrowed, narrowing()]);
    return this.listed.get(key, async () => {
      const numbers = await this.store.numbersOf(narrowed, { phase, assigneeId, customerId }, mostAllowed);
      return numbers && new Set(numbers.map(ordinalOf));
    });
  }

  /** Numbers of the first tickets that pass, `wanted` of them where there are so many, in the order of their ordinals. */
  private async passing(ordinals: readonly number[], check: Check, wanted: number) {
    // Of those that have the words and neighbours of a phrase one in ten does not have it.
    const step = check.condition || check.veil ? together : Math.ceil(wanted * 1.25);
    const found: string[] = [];
    let looked = 0;
    while (looked < ordinals.length && found.length < wanted) {
      const some = ordinals.slice(looked, looked + step).map(numberOf);
      looked += some.length;
      const tickets = await this.store.wordedByNumbers(some, check.condition);
      found.push(...(await this.worded(tickets, check)).map(({ number }) => number));
    }
    return { found, looked };
  }

  /** Those that say what is looked for. */
  private async worded(tickets: WordedTicket[], check: Check): Promise<WordedTicket[]> {
    const { phrases, veil } = check;
    if ((phrases.length === 0 && !veil) || tickets.length === 0) return tickets;
    const [[messages, labels], identities] = await Promise.all([
      this.textsFor(tickets, check),
      // Of a customer's addresses some may be kept from whoever asks.
      veil ? new Map<string, string[]>() : this.texts.identities(tickets),
    ]);
    const wanted = phrases.map(({ text, not }) => ({ has: phraseIn(text), not }));
    return tickets.filter(({ _id, number, subject, customerId }) => {
      const said = messages.get(_id)!.map(({ text }) => text);
      const texts = [
        subject,
        ...Object.values(labels.get(_id)!).flat(),
        ...(identities.get(customerId) ?? []),
        ...said,
      ];
      return wanted.every(({ has, not }) => texts.some(has) !== not) && (!veil || isIn([number, ...texts], veil.needs));
    });
  }

  /** Texts of tickets, without those that are kept from whoever asks. */
  private async textsFor(tickets: readonly WordedTicket[], { veil, read }: Check) {
    const [messages, labels] = await Promise.all([
      this.texts.messages(
        tickets.filter(({ _id }) => !read.has(_id)),
        veil?.withNotes,
      ),
      this.texts.labels(veil ? tickets.map((ticket) => seenThrough(ticket, veil)) : tickets),
    ]);
    for (const [id, said] of messages) read.set(id, said);
    return [read, labels] as const;
  }

  private async shown(numbers: readonly string[], check: Check, isMatch: (term: string) => boolean) {
    if (numbers.length === 0) return [];
    const { condition, phrases } = check;
    const wanted = phrases.filter(({ not }) => !not).map(({ text }) => phraseIn(text));
    const tickets = await this.store.byNumbers(numbers, condition);
    const [[messages, labels], cards] = await Promise.all([this.textsFor(tickets, check), this.tickets.cards(tickets)]);
    return tickets.map((ticket, index): FoundTicket => {
      const texts = textsOf(ticket, labels.get(ticket._id)!, messages.get(ticket._id)!);
      return { ticket: cards[index]!, matches: matchesIn(inFront(texts, wanted), isMatch) };
    });
  }
}

const both = (
  asked: MongoFilter<TicketDocument> | undefined,
  seen: Condition | undefined,
): MongoFilter<TicketDocument> | undefined =>
  asked && seen ? ({ $and: [asked, seen] } as MongoFilter<TicketDocument>) : ((asked ?? seen) as typeof asked);

const sizeFor = (check: Check, end: number): number =>
  isPlain(check) ? end + 1 : check.phrases.length > 0 || check.veil ? reachOfPhrases : reach;

const isPlain = ({ condition, phrases, veil }: Check): boolean =>
  condition === undefined && phrases.length === 0 && !veil;
