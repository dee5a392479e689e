import type { CalendarView } from '@deskbeat/contracts';
import { useMay } from '../../../api/permissions.js';
import type { MoreOf } from '../form/resource.js';
import { CalendarFeeds } from './calendar-feeds.js';
import { CalendarTry } from './calendar-try.js';

/** What would be due by a calendar, and where it takes holidays from. */
export function CalendarMore({ view, values }: MoreOf<CalendarView>) {
  const may = useMay();
  return (
    <>
      <CalendarTry values={values} />
      {view && may?.('sla.import-holidays') && <CalendarFeeds calendar={view} />}
    </>
  );
}
