const minute = 60_000;
const hour = 60 * minute;

const units: readonly [RegExp, number][] = [
  [/^(d|day|days|天)$/, 24 * hour],
  [/^(h|hr|hour|hours|小时|时)$/, hour],
  [/^(m|min|mins|minute|minutes|分|分钟)$/, minute],
];

/** Milliseconds in what somebody typed: `2 h 30`, `90 min`, `1:30`, `1.5` (hours), `2 小时`; nothing when it is no duration. */
export function msIn(typed: string): number | undefined {
  const text = typed.trim().toLowerCase().replace(',', '.');
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * hour + Number(clock[2]) * minute;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z\u4e00-\u9fff]*)\s*/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return undefined;
  let all = 0;
  let last = 0;
  for (const [, amount, unit] of parts) {
    const size = unit ? units.find(([name]) => name.test(unit))?.[1] : last === hour ? minute : hour;
    if (size === undefined) return undefined;
    all += Number(amount) * size;
    last = size;
  }
  return Math.round(all / minute) * minute;
}

/** As one would type it: `2 h 30 min`. */
export function durationText(ms: number, { h, min }: { h: string; min: string }): string {
  const minutes = Math.round(ms / minute);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours} ${h}`, (rest > 0 || hours === 0) && `${rest} ${min}`].filter(Boolean).join(' ');
}
