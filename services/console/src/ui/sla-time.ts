import type { ClockFace, SlaTarget } from '@deskbeat/contracts';

/*
 * All arithmetic of the SLA chip. The server has counted calendars and pauses already: the browser only subtracts.
 */

/** `calm`: more than half is left; `soon`: half or less; `urgent`: a fifth or less. */
export type ChipState = 'calm' | 'soon' | 'urgent' | 'breached' | 'paused' | 'met';

export interface Chip {
  state: ChipState;
  target: SlaTarget;
  /** Milliseconds that are left; negative: since when it is breached. Absent when met. */
  leftMs?: number;
  /** 0 to 1; of what there was. */
  share: number;
}

/** What a chip shows of one target at an instant. `since` stands in where the face does not say when it began. */
export function chipOf(face: ClockFace, now: number, since?: string): Chip {
  const { target } = face;
  if (face.state === 'met') return { state: 'met', target, share: 1 };
  if (face.state === 'paused') return { state: 'paused', target, leftMs: face.leftMs ?? 0, share: 0.5 };
  if (face.dueAt === undefined) return { state: 'calm', target, share: 1 };
  const due = Date.parse(face.dueAt);
  const leftMs = due - now;
  if (leftMs <= 0 || face.state === 'breached')
    return { state: 'breached', target, leftMs: Math.min(leftMs, 0), share: 0 };
  const begun = face.startedAt ?? since;
  const whole = begun === undefined ? leftMs : due - Date.parse(begun);
  const share = whole <= 0 ? 0 : Math.min(1, leftMs / whole);
  return { state: share > 0.5 ? 'calm' : share > 0.2 ? 'soon' : 'urgent', target, leftMs, share };
}

/** The face that matters: running or breached ones by when they are due, then paused ones. */
export function nearestFace(faces: readonly ClockFace[]): ClockFace | undefined {
  const due = ({ dueAt }: ClockFace): number => (dueAt === undefined ? Infinity : Date.parse(dueAt));
  const open = faces.filter(isOpen);
  const counting = open.filter(({ state }) => state !== 'paused').sort((a, b) => due(a) - due(b));
  return counting[0] ?? open.sort((a, b) => (a.leftMs ?? 0) - (b.leftMs ?? 0))[0];
}

/** A breached target is open until it is stopped. */
export const isOpen = ({ state, stoppedAt }: ClockFace): boolean => state !== 'met' && stoppedAt === undefined;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Milliseconds until the text of the chip is another one: a second below an hour, a minute above. */
export const ticksEvery = (leftMs: number): number => (Math.abs(leftMs) < hour ? second : minute);

export interface Parts {
  sign: '' | '−';
  /** At most two, the largest first. */
  units: readonly { unit: 'day' | 'hour' | 'minute' | 'second'; value: number }[];
}

/** A time as its two largest units: `1 h 12 m`, `9 m 05 s`, `− 14 m`. Left is rounded down, passed as well. */
export function partsOf(leftMs: number): Parts {
  const sign = leftMs < 0 ? '−' : '';
  const size = Math.abs(leftMs);
  const of = (unit: number, within = Infinity): number => Math.floor((size % within) / unit);
  if (size >= day)
    return {
      sign,
      units: [
        { unit: 'day', value: of(day) },
        { unit: 'hour', value: of(hour, day) },
      ],
    };
  if (size >= hour)
    return {
      sign,
      units: [
        { unit: 'hour', value: of(hour) },
        { unit: 'minute', value: of(minute, hour) },
      ],
    };
  if (size >= 10 * minute || sign) {
    if (size >= minute) return { sign, units: [{ unit: 'minute', value: of(minute) }] };
    return { sign, units: [{ unit: 'second', value: of(second) }] };
  }
  return {
    sign,
    units: [
      { unit: 'minute', value: of(minute) },
      { unit: 'second', value: of(second, minute) },
    ],
  };
}
