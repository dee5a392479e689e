const isDuplicateKey = (error: unknown): error is { message?: string; errmsg?: string } =>
  (error as { code?: unknown } | undefined)?.code === 11000;

/** Name of the index that refused a write as a duplicate, if that is what the error says. */
export function duplicateKeyOf(error: unknown): string | undefined {
  if (!isDuplicateKey(error)) return undefined;
  return /index: (\S+)/.exec(error.errmsg ?? error.message ?? '')?.[1] ?? 'unknown';
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

/**
 * Of an unordered bulk insert: which items were refused, and by which unique index, if it was one. All others are written.
 * @throws the error itself when it does not say so
 */
export function refusalsIn(error: unknown): Map<number, { refusedBy: string } | { failed: unknown }> {
  const { writeErrors = [] } = (error ?? {}) as { writeErrors?: { index: number } | { index: number }[] };
  const failures = Array.isArray(writeErrors) ? writeErrors : [writeErrors];
  if (failures.length === 0) throw error;
  return new Map(
    failures.map((failure) => {
      const refusedBy = duplicateKeyOf(failure);
      return [failure.index, refusedBy === undefined ? { failed: error } : { refusedBy }];
    }),
  );
}
