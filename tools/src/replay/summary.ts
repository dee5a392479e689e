import type { PersonView, TicketView } from '@deskbeat/contracts';
import { shortfallLines, type Audit } from '../accounting/audit.js';
import type { Facts } from '../accounting/facts.js';
import { cpuLines, type CpuUse } from '../measure/cpu.js';
import { latencies, latencyLine } from '../measure/percentiles.js';
import type { Pumped } from './pump.js';

export interface Replayed {
  pumped: Pumped;
  skipped: Map<string, number>;
  /** Values that no rule explains, and how often they came. */
  unexplained: Map<string, number>;
  /** Milliseconds from the first row to the last acceptance, and to the last step of any ticket. */
  acceptingMs: number;
  settlingMs: number;
  underWayAfterMs: number[];
  /** Tickets to which something was still to happen when patience ended. */
  unsettled: number;
  deadLetters: number;
  cpu: CpuUse[];
  ownCpuSeconds: number;
  people: PersonView[];
  audit: Audit;
  facts: Facts;
}

/** Everything accepted is accounted for, and nothing was refused. */
export const isWhole = ({ audit, unsettled, pumped }: Replayed): boolean =>
  audit.shortfalls.length === 0 && unsettled === 0 && pumped.refused.length === 0;

export function summaryLines(replayed: Replayed): string[] {
  const { pumped, skipped, unexplained, audit, unsettled, deadLetters, cpu, ownCpuSeconds } = replayed;
  const accepted = pumped.accepted.length;
  const tickets = new Set(pumped.accepted.map(({ ticketId }) => ticketId)).size;
  const perSecond = (ms: number) => (ms > 0 ? ((accepted * 1000) / ms).toFixed(0) : '–');
  return [
    line('accepted', `${accepted} (${pumped.refused.length} refused, sent again ${pumped.retries} times)`),
    ...counted('  skipped', skipped),
    ...counted('  not explained', unexplained, 'left to the default; see --map'),
    line('tickets', `${tickets} (${audit.others.length} others came in meanwhile)`),
    ...assigned(audit.tickets, replayed.people),
    line('clocks', `${audit.tickets.reduce((sum, { clocks }) => sum + clocks.length, 0)}`),
    line('notices', `${notices(audit.tickets, replayed.facts)}`),
    line('dead letters', `${deadLetters}`),
    line('per second', `${perSecond(replayed.acceptingMs)} accepted, ${perSecond(replayed.settlingMs)} all the way`),
    line('accept', latencyLine(latencies(pumped.accepted.map(({ tookMs }) => tookMs)))),
    line('… until assigned', `${latencyLine(latencies(replayed.underWayAfterMs))} (and clock running)`),
    ...cpuLines(cpu, accepted).map((text, index) => line(index === 0 ? 'CPU s per 1,000' : '', text)),
    line('own CPU', `${ownCpuSeconds.toFixed(1)} s`),
    ...pumped.refused.slice(0, 5).map(({ key, why }) => `  ${key} refused: ${why}`),
    ...(unsettled > 0 ? [line('unsettled', `${unsettled} tickets have not been through all steps`)] : []),
    line('accounted for', `${tickets - audit.shortfalls.length} of ${tickets}`),
    ...shortfallLines(audit.shortfalls),
  ];
}

const line = (name: string, value: string): string => `${name.padEnd(18)}${value}`;

const counted = (name: string, counts: ReadonlyMap<string, number>, note = ''): string[] =>
  [...counts].map(([what, times]) => line(name, `${times} × ${what}${note && ` (${note})`}`));

function assigned(tickets: readonly TicketView[], people: readonly PersonView[]): string[] {
  const counts = new Map<string, number>();
  for (const { assigneeId = '' } of tickets) counts.set(assigneeId, (counts.get(assigneeId) ?? 0) + 1);
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  return [...counts]
    .sort(([a], [b]) => (a && b ? a.localeCompare(b) : b.localeCompare(a)))
    .map(([id, count]) =>
      line('assigned', id ? `${String(count).padStart(6)} ${nameOf(id)}` : `${count} wait in a queue`),
    );
}

const notices = (tickets: readonly TicketView[], facts: Facts): number =>
  tickets.reduce((sum, { id }) => sum + [...(facts.of(id)?.notices.values() ?? [])].reduce((a, b) => a + b, 0), 0);
