import { queryOptions, useQuery } from '@tanstack/react-query';
import type { CalendarList, ShiftCalendarList } from '@deskbeat/contracts';
import { get } from '../../../api/client.js';
import { peopleQuery, queuesQuery, regionsQuery, teamsQuery, typesQuery } from '../../../api/queries.js';
import { useTypeName } from '../../../ui/ticket-row.js';
import type { Source } from './resource.js';

export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: ({ signal }) => get<CalendarList>('/calendars', {}, signal),
});

export const shiftsQuery = queryOptions({
  queryKey: ['shift-calendars'],
  queryFn: ({ signal }) => get<ShiftCalendarList>('/shift-calendars', {}, signal),
});

interface Named {
  value: string;
  label: string;
}

/** What a field may name, by what there is. */
export function useChoices(source: Source): Named[] {
  const typeName = useTypeName();
  const people = useQuery({ ...peopleQuery, enabled: source === 'people' }).data?.items;
  const teams = useQuery({ ...teamsQuery, enabled: source === 'teams' }).data?.items;
  const queues = useQuery({ ...queuesQuery, enabled: source === 'queues' }).data?.items;
  const types = useQuery({ ...typesQuery, enabled: source === 'types' }).data?.items;
  const calendars = useQuery({ ...calendarsQuery, enabled: source === 'calendars' }).data?.items;
  const regions = useQuery({ ...regionsQuery, enabled: source === 'regions' }).data?.items;
  const shifts = useQuery({ ...shiftsQuery, enabled: source === 'shifts' }).data?.items;
  const found = {
    people,
    teams,
    queues,
    calendars,
    regions,
    shifts,
    types: types?.map(({ key }) => ({ id: key, name: key })),
  };
  return (found[source] ?? []).map(({ id, name }) => ({
    value: id,
    label: source === 'types' ? typeName(id) : name,
  }));
}

/** The name of something that is known by its id. */
export function useNameOf(source: Source): (id: string) => string {
  const choices = useChoices(source);
  return (id) => choices.find(({ value }) => value === id)?.label ?? id;
}
