import { expect } from '@jest/globals';
import type { CalendarView, PolicyList, PolicyView, RecountView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';

type Call = <T = unknown>(
  method: string,
  path: string,
  parts?: { id?: string; query?: Record<string, string>; body?: unknown; ifMatch?: number; edition?: number },
) => Promise<T>;

const hour = 3_600_000;
const ics = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20991224', 'END:VEVENT', 'END:VCALENDAR'];

/** What administrators do with policies and calendars, and the recount that follows. */
export async function workOnRules(call: Call, ticketId: string): Promise<void> {
  const week = {
    timeZone: 'Asia/Shanghai',
    hours: [{ day: 'mon', from: '22:00', to: '06:00' }],
    holidays: ['*-12-25'],
  };
  await call('POST', '/calendars', { body: { id: 'nights', name: 'Nights', ...week } });
  await call('POST', '/calendars/{id}/feeds', { id: 'nights', body: { feedId: 'public', ics: ics.join('\r\n') } });
  await call('DELETE', '/calendars/{id}/feeds', { id: 'nights', query: { feedId: 'public' } });
  const preview = { calendarId: 'nights', start: '2030-01-31T12:00:00Z', budgetMs: hour };
  await call('POST', '/calendars/preview', { body: preview });
  const nights = await call<CalendarView>('GET', '/calendars/{id}', { id: 'nights' });
  await call('PATCH', '/calendars/{id}', { id: 'nights', ifMatch: nights.version, body: { name: 'Night shift' } });

  const faults = { id: 'faults', name: 'Faults', conditions: { types: ['fault'], queues: ['default'] } };
  const budgets = [{ priority: 'high', target: 'resolution', budgetMs: hour, calendarId: 'nights' }];
  await call('POST', '/policies', { body: { ...faults, budgets } });
  await call('POST', '/policies/preview', { body: { type: 'fault', priority: 'high', queueId: 'default' } });
  const { version } = await call<PolicyList>('GET', '/policies');
  await call('PUT', '/policies/order', { ifMatch: version, body: { ids: ['faults'] } });

  for (const dryRun of [true, false]) {
    const { id } = await call<RecountView>('POST', '/recounts', { body: { dryRun } });
    await eventually(async () => {
      expect(await call('GET', '/recounts/{id}', { id })).toMatchObject({ state: 'done', failed: 0 });
    });
  }
  await call('GET', '/recounts');
  await call('GET', '/policies/changes', { query: { after: '1', limit: '2' } });
  await call('GET', '/analytics/wallboard', { query: { today: '2026-01-01T00:00:00Z' } });
  await call('GET', '/policies/editions/{edition}', { edition: version });
  await call('GET', '/tickets/{id}/clock/report', { id: ticketId });

  const policy = await call<PolicyView>('GET', '/policies/{id}', { id: 'faults' });
  const off = { id: 'faults', ifMatch: policy.version, body: { enabled: false } };
  const changed = await call<PolicyView>('PATCH', '/policies/{id}', off);
  await call('DELETE', '/policies/{id}', { id: 'faults', ifMatch: changed.version });
  const calendar = await call<CalendarView>('GET', '/calendars/{id}', { id: 'nights' });
  await call('DELETE', '/calendars/{id}', { id: 'nights', ifMatch: calendar.version });
  await call('GET', '/calendars');
}
