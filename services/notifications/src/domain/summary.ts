/** A notice that goes with others. */
export interface Held {
  readonly title: string;
  readonly ticketId?: string;
}

const longest = 4_000;

/** One line for each, in their order; what does not fit is counted. */
export function itemsOf(held: readonly Held[], more: (count: number) => string): string {
  const lines: string[] = [];
  let length = 0;
  for (const { title } of held) {
    if (length + title.length > longest) break;
    lines.push(`- ${title}`);
    length += title.length + 3;
  }
  if (lines.length < held.length) lines.push(`- ${more(held.length - lines.length)}`);
  return lines.join('\n');
}
