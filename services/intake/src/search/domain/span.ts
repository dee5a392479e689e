import { Problem } from '@deskbeat/contracts';

/** Where in a line something stands, and what the line is called. */
export interface Place {
  at: number;
  now: Date;
  pointer: string;
}

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A day lasts a while; an instant from now on does not. */
export interface Span {
  start: Date;
  end: Date;
}

export function spanOf(text: string, place: Place): Span {
  const [, sign, count, unit] = /^([+-])(\d{1,4})([mhd])$/.exec(text) ?? [];
  if (text === 'now' || unit !== undefined) {
    const ms = unit === undefined ? 0 : Number(`${sign}${count}`) * unitMs[unit as keyof typeof unitMs];
    const start = new Date(place.now.getTime() + ms);
    return { start, end: start };
  }
  const start = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (start && !Number.isNaN(start.getTime()) && start.toISOString().startsWith(text)) {
    return { start, end: new Date(start.getTime() + unitMs.d) };
  }
  return refuse(place, `"${text}" is no day or time; write 2026-01-31 (UTC), now, +4h or -7d`);
}

/** @throws Problem `validation-failed` that names the position (from 1) and the rule */
export function refuse({ at, pointer }: Pick<Place, 'at' | 'pointer'>, rule: string): never {
  const context = { position: at + 1, rule };
  throw new Problem('validation-failed', { errors: [{ pointer, message: `at ${at + 1}: ${rule}` }], context });
}
