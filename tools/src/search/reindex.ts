import { indexTickets } from '@deskbeat/contracts';
import { Caller } from '../command/caller.js';

const deadlineMs = 120_000;

/**
 * Has the search index made anew, part by part.
 * @param after id of the last ticket that is done
 * @param most so many tickets at least, if there are; default all
 * @param report is told how many are done, and the id to go on from when the run is broken off
 */
export async function reindex(
  natsUrl: string,
  { after, limit = 500, most = Infinity }: { after?: string; limit?: number; most?: number },
  report: (count: number, upTo?: string) => void,
): Promise<void> {
  const bus = await Caller.connect(natsUrl);
  let count = 0;
  try {
    do {
      const { indexed, next } = await bus.ask(indexTickets, { after, limit }, { deadlineMs });
      count += indexed;
      after = next;
      report(count, next);
    } while (after !== undefined && count < most);
  } finally {
    await bus.close();
  }
}
