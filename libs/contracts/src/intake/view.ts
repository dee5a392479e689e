import { ArrayMaxSize, IsArray, IsBoolean, IsInt, Matches } from 'class-validator';
import { applyDecorators } from '../apply-decorators.js';
import { defineRequest } from '../contract.js';
import { Nothing, Page } from '../common.js';
import { Id, Instant, Line, ListOf, Maybe, OneOf, Whole } from '../fields.js';
import { TicketList, ticketOrders, type TicketOrder } from './ticket.js';

export const viewColumns = [
  'number',
  'subject',
  'status',
  'priority',
  'type',
  'channel',
  'customer',
  'assignee',
  'queue',
  'tags',
  'affected',
  'product',
  'region',
  'satisfaction',
  'due',
  'planned',
  'created',
  'updated',
] as const;
/** One of these, or `field.<key>`: a field of the types' own. */
export type ViewColumn = (typeof viewColumns)[number] | `field.${string}`;
const mostColumns = 60;

export const viewScopes = ['standard', 'mine', 'team', 'shared'] as const;
export type ViewScope = (typeof viewScopes)[number];

/** Columns of a table, in their order. */
export const Columns = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(mostColumns),
    Matches(new RegExp(`^(${viewColumns.join('|')}|field\\.[a-z][a-z0-9-]{0,49})$`), {
      each: true,
      message: `$property must be of ${viewColumns.join(', ')} and field.<key>`,
    }),
  );

/** A list of tickets with a name: which ones, in which order, and what is shown of them. */
export class TicketViewSpec {
  @Line() name: string;
  /**
   * Filters of the search line, without words: `status:open assignee:me due:<+4h tag:vpn,"cold, dark"`. Days are those of
   * UTC. May be empty.
   */
  @Maybe() @Line(500) filter?: string;
  @OneOf(ticketOrders) order: TicketOrder;
  @Columns() columns: ViewColumn[];
  /** Whose it is: only one's own, a team's (`teamId`), everybody's. */
  @OneOf(['mine', 'team', 'shared']) scope: 'mine' | 'team' | 'shared';
  @Maybe() @Id() teamId?: string;
}

export class SavedView {
  @Id() id: string;
  @IsInt() version: number;
  @Line() name: string;
  @Line(500) filter: string;
  @OneOf(ticketOrders) order: TicketOrder;
  @Columns() columns: ViewColumn[];
  @OneOf(viewScopes) scope: ViewScope;
  @Maybe() @Id() teamId?: string;
  /** Who made it; absent for the standard ones. */
  @Maybe() @Id() ownerId?: string;
  @Maybe() @Instant() updatedAt?: string;
}

export class CreateView extends TicketViewSpec {
  /** Made up when absent; with one, creating it twice is noticed. */
  @Maybe() @Id() id?: string;
}

export class ReplaceView extends TicketViewSpec {
  @Id() id: string;
  @Whole(1) seenVersion: number;
}

export class NamedView {
  @Id() id: string;
}

export class SavedViews {
  @ListOf(() => SavedView, 1_000) items: SavedView[];
}

export class Removed {
  /** False when it was gone already. */
  @IsBoolean() removed: boolean;
}

export class ListView extends Page {
  @Id() id: string;
  /** In place of the view's own. */
  @Maybe() @OneOf(ticketOrders) order?: TicketOrder;
}

export class ViewCount {
  @Id() id: string;
  /** Up to 99. */
  @IsInt() count: number;
  /** There are more than that. */
  @IsBoolean() more: boolean;
}

export class ViewCounts {
  @ListOf(() => ViewCount, 1_000) items: ViewCount[];
}

export const listViews = defineRequest('rpc.intake.list-views.v1', 'List the views of tickets', Nothing, SavedViews);
export const createView = defineRequest('rpc.intake.create-view.v1', 'Create a view of tickets', CreateView, SavedView);
export const replaceView = defineRequest(
  'rpc.intake.replace-view.v1',
  'Replace a view of tickets',
  ReplaceView,
  SavedView,
);
export const removeView = defineRequest('rpc.intake.remove-view.v1', 'Remove a view of tickets', NamedView, Removed);
export const listView = defineRequest('rpc.intake.list-view.v1', 'List the tickets of a view', ListView, TicketList);
export const countViews = defineRequest(
  'rpc.intake.count-views.v1',
  'Count the tickets of all views',
  Nothing,
  ViewCounts,
);
