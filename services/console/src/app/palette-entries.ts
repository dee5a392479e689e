/** Commands whose words begin as what was typed, best first: the label itself, then later words. */
export function matching<T extends { label: string }>(typed: string, entries: readonly T[]): T[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [...entries];
  const rank = ({ label }: T): number => {
    const text = label.toLowerCase();
    if (text.startsWith(wanted)) return 0;
    if (text.includes(` ${wanted}`)) return 1;
    return text.includes(wanted) ? 2 : 3;
  };
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

/** The number that was typed, in full: `10482` and `db-10482` are `DB-10482`. */
export function numberIn(typed: string): string | undefined {
  const [, digits] = /^\s*(?:db-?)?(\d{1,12})\s*$/i.exec(typed) ?? [];
  return digits && `DB-${digits}`;
}
