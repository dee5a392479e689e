const units = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `2026-01-31`, `2026-01-31T08:00Z`, or a time ago: `30m`, `12h`, `2d`; undefined when it is neither. */
export function sinceInstant(text: string, now: Date): Date | undefined {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (count && unit) return new Date(now.getTime() - Number(count) * units[unit as keyof typeof units]);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
