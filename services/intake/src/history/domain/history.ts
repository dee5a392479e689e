import { repeatDays, type CustomerHistory, type Repeat, type SatisfactionTrend } from '@deskbeat/contracts';

const windowMs = repeatDays * 24 * 60 * 60 * 1000;
const shownIds = 10;
/** Points between two averages that make a difference. */
const difference = 0.5;

/** What a history is reckoned from; lists of them are newest first. */
export interface Past {
  _id: string;
  type: string;
  product?: string;
  createdAt: Date;
  /** Work on another ticket, no issue of its own. */
  inside?: true;
  satisfaction?: { rating: number; at: Date };
  /** It goes on there: the same issue, told twice. */
  mergedInto?: string;
}

type Issue = Repeat['of'];
const issues: readonly Issue[] = ['product', 'type'];

const within = (tickets: readonly Past[], until: Date): Past[] =>
  tickets.filter(
    ({ createdAt, inside }) => !inside && createdAt <= until && until.getTime() - createdAt.getTime() <= windowMs,
  );

const isOwn = ({ mergedInto }: Past): boolean => mergedInto === undefined;
/** One form for all ways to write it. */
const plain = (value: string): string => value.normalize('NFC').trim().toLowerCase();
const isSame = (a?: string, b?: string): boolean => a !== undefined && b !== undefined && plain(a) === plain(b);

/** Products, then types, that came up more than once in the days before `now`, the most frequent first. */
export function repeatsIn(tickets: readonly Past[], now: Date): Repeat[] {
  const recent = within(tickets, now).filter(isOwn);
  return issues.flatMap((of) => {
    const byValue = new Map<string, { value: string; ids: string[] }>();
    for (const { _id, [of]: value } of recent) {
      if (value === undefined) continue;
      const known = byValue.get(plain(value)) ?? { value, ids: [] };
      byValue.set(plain(value), { ...known, ids: [...known.ids, _id] });
    }
    return [...byValue.values()]
      .filter(({ ids }) => ids.length > 1)
      .sort((a, b) => b.ids.length - a.ids.length)
      .map(({ value, ids }) => ({ of, value, count: ids.length, ticketIds: ids.slice(0, shownIds) }));
  });
}

/** The how-manieth of its kind a ticket was in the days before it; undefined when it is not among these. */
export function occurrenceOf(id: string, tickets: readonly Past[]): CustomerHistory['occurrence'] {
  const at = tickets.findIndex(({ _id }) => _id === id);
  const ticket = tickets[at];
  if (!ticket || ticket.inside) return undefined;
  const before = within(tickets.slice(at), ticket.createdAt).filter((one) => one === ticket || isOwn(one));
  const count = (of: Issue): number => before.filter((one) => isSame(one[of], ticket[of])).length;
  return { type: count('type'), ...(ticket.product !== undefined && { product: count('product') }) };
}

const averageOf = (ratings: readonly number[]): number =>
  Math.round((ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length) * 100) / 100;

export function satisfactionIn(tickets: readonly Past[]): SatisfactionTrend {
  const given = tickets.flatMap(({ satisfaction }) => satisfaction ?? []);
  const ratings = given.sort((a, b) => b.at.getTime() - a.at.getTime()).map(({ rating }) => rating);
  if (ratings.length === 0) return { count: 0, trend: 'unknown' };
  const told = { count: ratings.length, average: averageOf(ratings), latest: ratings[0] };
  return { ...told, trend: trendOf(ratings) };
}

/** @param ratings newest first */
function trendOf(ratings: readonly number[]): SatisfactionTrend['trend'] {
  const half = Math.floor(ratings.length / 2);
  if (half === 0) return 'unknown';
  const change = averageOf(ratings.slice(0, half)) - averageOf(ratings.slice(-half));
  if (Math.abs(change) < difference) return 'steady';
  return change > 0 ? 'better' : 'worse';
}
