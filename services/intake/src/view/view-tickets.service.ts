import { Injectable } from '@nestjs/common';
import {
  problemOf,
  type Actor,
  type ListView,
  type SavedView,
  type TicketList,
  type ViewCount,
  type ViewCounts,
} from '@deskbeat/contracts';
import { narrowing } from '@deskbeat/messaging';
import { Briefly } from '../recently.js';
import { parseQuery } from '../search/domain/query.js';
import { ListedTickets } from '../ticket/listed-tickets.js';
import { listPage } from '../ticket/ticket-lists.js';
import { TicketService } from '../ticket/ticket.service.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { FieldSights } from '../field-rules/field-sights.js';
import { FilterMeanings } from './filter-meanings.js';
import { narrowedBy } from './narrowing.js';
import { ViewService } from './view.service.js';

/** Counts are exact up to here. */
const countedTo = 99;
/** A count is not taken again so soon. */
const staleMs = 2_000;
const remembered = 10_000;

type PageOfList = Omit<ListView, 'id'>;

/** The tickets of views: lists and counts that an index bounds. */
@Injectable()
export class ViewTickets {
  private readonly counts = new Briefly<ViewCount>(staleMs, remembered);

  constructor(
    private readonly views: ViewService,
    private readonly store: TicketStore,
    private readonly lists: ListedTickets,
    private readonly tickets: TicketService,
    private readonly meanings: FilterMeanings,
    private readonly sights: FieldSights,
  ) {}

  async list({ id, order, cursor, limit }: ListView, actor: Actor): Promise<TicketList> {
    const view = await this.views.need(id, actor);
    return this.meeting(view.filter, { order: order ?? view.order, cursor, limit }, actor);
  }

  /** One page of those that meet filters, written as a search line has them. */
  async meeting(filter: string, page: PageOfList, actor: Actor): Promise<TicketList> {
    const { items, next } = await listPage(this.lists, await this.filterOf(filter, actor), page);
    return { items: await this.tickets.cards(items), ...(next && { next }) };
  }

  async count(actor: Actor): Promise<ViewCounts> {
    const { items } = await this.views.list(actor);
    const asked = items.filter(({ filter }) => actor.kind === 'person' || !isPersonal(filter));
    return { items: await Promise.all(asked.map((view) => this.counted(view, actor))) };
  }

  private async counted(view: SavedView, actor: Actor): Promise<ViewCount> {
    const hidden = (await this.sights.ofAnswered())?.hiddenKeys('ticket');
    const key = JSON.stringify([view.id, view.version, isPersonal(view.filter) ? actor.id : '', narrowing(), hidden]);
    return this.counts.get(key, () => this.countNow(view, actor));
  }

  /** None where the filter looks for what is kept from whoever asks. */
  private async countNow(view: SavedView, actor: Actor): Promise<ViewCount> {
    const filter = await this.filterOf(view.filter, actor).catch((error: unknown) => {
      if (problemOf(error).code === 'validation-failed') return undefined;
      throw error;
    });
    const count = filter ? await this.store.count(filter, view.order, countedTo + 1) : 0;
    return { id: view.id, count: Math.min(count, countedTo), more: count > countedTo };
  }

  private async filterOf(filter: string, actor: Actor) {
    return narrowedBy(await this.meanings.of(parseQuery(filter, new Date()).filters, actor), actor);
  }
}

/** Means something else for everybody who asks. */
const isPersonal = (filter: string): boolean => /[:",](?:me|mine)(?=[",\s]|$)/i.test(filter);
