import { Injectable } from '@nestjs/common';
import { viewColumns, type Actor, type ExportView, type ViewTable } from '@deskbeat/contracts';
import { ViewTickets } from '../view/view-tickets.service.js';
import { ViewService } from '../view/view.service.js';
import { rowOf } from './domain/table.js';

@Injectable()
export class ExportService {
  constructor(
    private readonly views: ViewService,
    private readonly tickets: ViewTickets,
  ) {}

  /** One page of a view; a view that names no columns has all. */
  async table({ id, cursor, limit = 200 }: ExportView, actor: Actor): Promise<ViewTable> {
    const { columns: chosen } = await this.views.need(id, actor);
    const columns = chosen.length > 0 ? chosen : [...viewColumns];
    const { items, next } = await this.tickets.list({ id, cursor, limit }, actor);
    return { columns, rows: items.map((ticket) => rowOf(ticket, columns)), ...(next && { next }) };
  }
}
