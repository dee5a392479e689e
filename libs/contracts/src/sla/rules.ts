import { IsInt } from 'class-validator';
import { ActorData } from '../common.js';
import { defineEvent, defineRequest } from '../contract.js';
import { Id, Instant, ListOf, Maybe, Nested, OneOf, Whole } from '../fields.js';
import { CalendarView } from './calendar.js';
import { PolicyView } from './policy.js';

export const rulesChanges = ['created', 'changed', 'removed', 'ordered', 'holidays-read'] as const;
export type RulesChange = (typeof rulesChanges)[number];

export class RulesChanged {
  @OneOf(['policy', 'calendar']) what: 'policy' | 'calendar';
  /** Of the policy or calendar; `all` for an order. */
  @Id() id: string;
  @OneOf(rulesChanges) change: RulesChange;
  /** Of all rules together, as in the list of policies. */
  @IsInt() edition: number;
}

/** For those who keep an eye on settings. Running clocks keep the rules that they were started by. */
export const rulesChanged = defineEvent('evt.rules.changed.v1', 'SLA policies or calendars changed', RulesChanged);

export class RulesChangeView extends RulesChanged {
  @Instant() at: string;
  @Nested(() => ActorData) actor: ActorData;
}

export class ListRulesChanges {
  /** Only editions after this one. */
  @Maybe() @Whole(0) after?: number;
  /** 1 to 200, default 50. */
  @Maybe() @Whole(1, 200) limit?: number;
}

/** Oldest first. */
export class RulesChangeList {
  @ListOf(() => RulesChangeView, 200) items: RulesChangeView[];
}

export class GetEdition {
  @Whole(1) edition: number;
}

/** All policies and calendars as they were. */
export class EditionView {
  @IsInt() edition: number;
  @ListOf(() => PolicyView, 200) policies: PolicyView[];
  @ListOf(() => CalendarView, 100) calendars: CalendarView[];
}

export const listRulesChanges = defineRequest(
  'rpc.sla.list-rules-changes.v1',
  'Who changed policies and calendars when',
  ListRulesChanges,
  RulesChangeList,
);
export const getEdition = defineRequest(
  'rpc.sla.get-edition.v1',
  'Policies and calendars as they were in an edition',
  GetEdition,
  EditionView,
);
