import {
  changeCalendar,
  changePolicy,
  createCalendar,
  createPolicy,
  importHolidays,
  orderPolicies,
  removeCalendar,
  removeHolidays,
  removePolicy,
  startRecount,
} from '@deskbeat/contracts';
import { audits, type Audited } from '@deskbeat/service';

const rules = { model: 'Rules', only: 'rules' };
const policies = { ...rules, list: 'policies', id: ['policyId', 'id'] };
const calendars = { ...rules, list: 'calendars', id: ['calendarId', 'id'] };

/** What administrators change here, as the audit log tells it. */
export const audited: readonly Audited[] = [
  audits('policy', policies, createPolicy, changePolicy, removePolicy),
  audits('policies', { id: [] }, orderPolicies),
  audits('calendar', calendars, createCalendar, changeCalendar, removeCalendar, importHolidays, removeHolidays),
  audits('recount', {}, startRecount),
];
