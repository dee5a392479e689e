import { Injectable } from '@nestjs/common';
import {
  assetUpdated,
  Problem,
  type ErasedCount,
  type ForgetPersonalData,
  type ForgottenData,
  type NameSubject,
  type Subject,
} from '@deskbeat/contracts';
import { decodeCursor, encodeCursor } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AssetStore } from '../asset/asset.store.js';
import { CustomerTerms } from '../customer-search/customer-terms.service.js';
import { CustomerStore } from '../customer/customer.store.js';
import { Family } from '../customer/family.js';
import { PostingsMerger } from '../search/postings-merger.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { forgetCustomer } from './domain/forget.js';
import { PersonalStore } from './personal.store.js';
import { actor, TicketForgetting } from './ticket-forgetting.service.js';

const part = 50;

/** What is done first of all of theirs, then of all of theirs, …; each with what is done with one of them. */
const stages = ['customer', 'assets', 'tickets', 'words', 'histories', 'search'] as const;
type Stage = (typeof stages)[number];

/** Where it goes on: a stage, one of the ids, and what of theirs was the last. */
interface Place {
  stage: Stage;
  of: number;
  after: string;
}

/** Puts a pseudonym in the place of a customer; any part of it may be done again (docs/adr/0022-forgetting-people.md). */
@Injectable()
export class ForgettingService {
  constructor(
    private readonly customers: CustomerStore,
    private readonly family: Family,
    private readonly terms: CustomerTerms,
    private readonly tickets: TicketStore,
    private readonly assets: AssetStore,
    private readonly forgetting: TicketForgetting,
    private readonly merger: PostingsMerger,
    private readonly personal: PersonalStore,
    private readonly time: Time,
  ) {}

  /** @throws Problem `not-found` */
  async identify({ kind, id }: NameSubject): Promise<Subject> {
    const ids = await this.family.membersOf((await this.customers.aggregates.need(id))._id);
    const found = await this.customers.byIds(ids);
    const identities = [...found.values()].flatMap((customer) => customer.identities ?? []);
    const addresses = identities.filter((one) => one.kind === 'email').map(({ value }) => value.toLowerCase());
    return { kind, ids, addresses: [...new Set(addresses)] };
  }

  async forget(asked: ForgetPersonalData): Promise<ForgottenData> {
    if (asked.kind !== 'customer') return { counts: [] };
    const place = placeOf(asked.cursor);
    const id = asked.ids[place.of];
    if (id === undefined) return goingOn({ counts: [] }, after(place, asked.ids.length));
    const done = await this.some(place, id, asked.pseudonym);
    if (done.wait) return { ...done.told, wait: true, next: cursorOf(place) };
    const next =
      done.last === undefined
        ? after({ ...place, of: place.of + 1 }, asked.ids.length)
        : { ...place, after: done.last };
    return goingOn(done.told, next);
  }

  private async some({ stage, after: last }: Place, id: string, pseudonym: string): Promise<Done> {
    switch (stage) {
      case 'customer':
        return this.customer(id, pseudonym);
      case 'assets':
        return this.ofAssets(id, last, pseudonym);
      case 'tickets':
        return this.ofTickets(id, last, (ids) => this.states(ids, pseudonym));
      case 'words':
        return this.ofTickets(id, last, (ids) => this.words(ids, pseudonym));
      case 'histories':
        return this.history(id, pseudonym);
      case 'search':
        // Whom duplicates count as is found by their names as well: now all of them are forgotten.
        await this.terms.refresh(id);
        return (await this.merger.mergeAll()) ? counted('search', 1) : { told: { counts: [] }, wait: true };
    }
  }

  private async customer(id: string, pseudonym: string): Promise<Done> {
    const at = new Date(this.time.now());
    await this.customers.aggregates.revise(id, { actor, at }, (customer) => forgetCustomer(customer, pseudonym, at));
    await this.terms.refresh(id);
    return counted('customers', 1);
  }

  /** A place and what somebody has written about a thing; the thing itself is not a person. */
  private async ofAssets(id: string, last: string, pseudonym: string): Promise<Done> {
    const found = await this.assets.list([id], last || undefined, part);
    const at = new Date(this.time.now());
    for (const { _id } of found) {
      const saved = await this.assets.aggregates.revise(_id, { actor, at }, ({ location, attributes, ...next }) =>
        location === undefined && attributes === undefined
          ? undefined
          : { next, facts: [{ subject: assetUpdated.subject, data: { changes: {} } }] },
      );
      if (saved.outbox?.length) return { told: { counts: [] }, wait: true };
      await this.personal.scrub('asset', _id, pseudonym);
    }
    return { ...counted('assets', found.length), ...(found.length === part && { last: found.at(-1)!._id }) };
  }

  private async ofTickets(id: string, last: string, work: (ids: string[]) => Promise<Done>): Promise<Done> {
    const ids = await this.tickets.idsAfter(last || undefined, part, id);
    const done = await work(ids);
    return { ...done, ...(ids.length === part && { last: ids.at(-1)! }) };
  }

  private async states(ids: string[], pseudonym: string): Promise<Done> {
    await this.forgetting.states(ids, pseudonym);
    return counted('tickets', ids.length);
  }

  private async words(ids: string[], pseudonym: string): Promise<Done> {
    const counts = await this.forgetting.words(ids, pseudonym);
    return counts ? { told: { counts, ticketIds: ids } } : { told: { counts: [] }, wait: true };
  }

  private async history(id: string, pseudonym: string): Promise<Done> {
    const customer = await this.customers.aggregates.load(id);
    if (customer?.outbox?.length) return { told: { counts: [] }, wait: true };
    return counted('customer-entries', await this.personal.scrub('customer', id, pseudonym));
  }
}

interface Done {
  told: ForgottenData;
  /** There is more of theirs, after this one. */
  last?: string;
  wait?: true;
}

const counted = (what: string, count: number): Done => ({
  told: { counts: [{ what, count }] satisfies ErasedCount[] },
});

const goingOn = (told: ForgottenData, next: Place | undefined): ForgottenData =>
  next ? { ...told, next: cursorOf(next) } : told;

/** The same stage of the next id, or the first of the next stage; nothing at the end. */
function after({ stage, of }: Place, ids: number): Place | undefined {
  if (of < ids) return { stage, of, after: '' };
  const next = stages[stages.indexOf(stage) + 1];
  return next && { stage: next, of: 0, after: '' };
}

const cursorOf = ({ stage, of, after: last }: Place): string => encodeCursor([stages.indexOf(stage), of, last]);

function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return { stage: stages[0], of: 0, after: '' };
  const [stage, of, last] = decodeCursor(cursor, 3);
  const known = stages[Number(stage)];
  if (!known) throw new Problem('validation-failed', { errors: [{ pointer: '/cursor', message: 'is none of ours' }] });
  return { stage: known, of: Number(of), after: String(last) };
}
