import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type ExportSearch,
  type ExportView,
  type SearchTickets,
  type TicketList,
  type ViewColumn,
  type ViewTable,
} from '@deskbeat/contracts';
import { parseQuery } from '../search/domain/query.js';
import { SearchService } from '../search/search.service.js';
import { ViewTickets } from '../view/view-tickets.service.js';
import { ViewService } from '../view/view.service.js';
import { rowOf } from './domain/table.js';
import { TableColumns } from './table-columns.js';

@Injectable()
export class ExportService {
  constructor(
    private readonly views: ViewService,
    private readonly tickets: ViewTickets,
    private readonly searching: SearchService,
    private readonly columns: TableColumns,
  ) {}

  /** One page of a view; a view that names no columns has all. */
  async table({ id, cursor, limit = 200 }: ExportView, actor: Actor): Promise<ViewTable> {
    const { columns } = await this.views.need(id, actor);
    return this.tableOf(columns, await this.tickets.list({ id, cursor, limit }, actor));
  }

  /**
   * One page of a search. Filters alone are a list, however long it is.
   * @throws Problem `validation-failed` with position and rule of what the line must not be
   */
  async found({ columns = [], limit = 200, ...search }: ExportSearch, actor: Actor): Promise<ViewTable> {
    const { q, cursor } = search;
    const hasWords = parseQuery(q, new Date()).sought.length > 0;
    const page = hasWords
      ? await this.ranked({ ...search, limit }, actor)
      : await this.tickets.meeting(q, { order: 'newest', cursor, limit }, actor);
    return this.tableOf(columns, page);
  }

  private async ranked(search: SearchTickets, actor: Actor): Promise<TicketList> {
    const { items, next } = await this.searching.search(search, actor);
    return { items: items.map(({ ticket }) => ticket), ...(next && { next }) };
  }

  private async tableOf(chosen: readonly ViewColumn[], { items, next }: TicketList): Promise<ViewTable> {
    const { columns, dates } = await this.columns.of(chosen);
    return { columns, dates, rows: items.map((ticket) => rowOf(ticket, columns)), ...(next && { next }) };
  }
}
