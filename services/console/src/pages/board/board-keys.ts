/** Where an arrow leads on a board: down or up in the column, or to another column. */
export interface Step {
  columns: number;
  cards: number;
}
const steps: Readonly<Record<string, Step>> = {
  ArrowDown: { columns: 0, cards: 1 },
  ArrowUp: { columns: 0, cards: -1 },
  ArrowRight: { columns: 1, cards: 0 },
  ArrowLeft: { columns: -1, cards: 0 },
};

export const stepOf = (key: string): Step | undefined => (Object.hasOwn(steps, key) ? steps[key] : undefined);

/**
 * The card that is next from one, by the ids of the columns' cards that are drawn. Columns without a card are passed over;
 * at an end it stays.
 */
export function nextCard(columns: readonly (readonly string[])[], from: string, { columns: across, cards }: Step) {
  const column = columns.findIndex((ids) => ids.includes(from));
  const at = columns[column]?.indexOf(from);
  if (at === undefined) return undefined;
  if (across === 0) return columns[column]![at + cards] ?? from;
  for (let next = column + across; columns[next]; next += across) {
    const ids = columns[next]!;
    if (ids.length > 0) return ids[Math.min(at, ids.length - 1)];
  }
  return from;
}
