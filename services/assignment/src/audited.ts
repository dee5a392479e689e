import {
  deletePerson,
  removeQueue,
  removeRegion,
  removeShiftCalendar,
  removeTeam,
  savePerson,
  saveQueue,
  saveRegion,
  saveRoutingRules,
  saveShiftCalendar,
  saveTeam,
} from '@deskbeat/contracts';
import { audits, type Audited } from '@deskbeat/service';

/** What administrators change here, as the audit log tells it. */
export const audited: readonly Audited[] = [
  audits('person', { model: 'Person', id: ['id', 'personId'] }, savePerson, deletePerson),
  audits('team', { model: 'Team' }, saveTeam, removeTeam),
  audits('queue', { model: 'Queue' }, saveQueue, removeQueue),
  audits('region', { model: 'Region' }, saveRegion, removeRegion),
  audits('shift-calendar', { model: 'ShiftCalendar' }, saveShiftCalendar, removeShiftCalendar),
  audits('routing-rules', { model: 'RoutingRules', only: 'rules' }, saveRoutingRules),
];
