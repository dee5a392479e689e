interface DuplicateKeyError {
  code: 11000;
  keyPattern?: Record<string, unknown>;
  message: string;
}

const isDuplicateKey = (error: unknown): error is DuplicateKeyError =>
  (error as { code?: unknown } | undefined)?.code === 11000;

/** The index key (`field` or `field,field`) that refused a write as a duplicate, if that is what the error says. */
export function duplicateKeyOf(error: unknown): string | undefined {
  if (!isDuplicateKey(error)) return undefined;
  if (error.keyPattern) return Object.keys(error.keyPattern).join(',');
  return /index: (\S+)/.exec(error.message)?.[1] ?? 'unknown';
}

/** Of a bulk insert: nothing but duplicates was refused. */
export function onlyDuplicates(error: unknown): boolean {
  const failures = (error as { writeErrors?: unknown } | undefined)?.writeErrors;
  const list = Array.isArray(failures)
    ? (failures as { code?: number }[])
    : failures
      ? [failures as { code?: number }]
      : [];
  return list.length > 0 ? list.every(({ code }) => code === 11000) : isDuplicateKey(error);
}
