import { IsInt } from 'class-validator';
import { defineEvent } from '../contract.js';
import { Id, OneOf } from '../fields.js';

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
