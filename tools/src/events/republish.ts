import { problemOf, republishEvents } from '@deskbeat/contracts';
import { Caller } from '../command/caller.js';

export type Owner = keyof typeof republishEvents;

export interface RepublishCount {
  owner: Owner;
  published: number;
  failure?: string;
}

/** An owner publishes some thousand events a second. */
const deadlineMs = 60 * 60 * 1000;

/** Asks owners to publish their events again, one after the other. */
export async function republish(natsUrl: string, since: Date, owners: readonly Owner[]): Promise<RepublishCount[]> {
  const bus = await Caller.connect(natsUrl);
  const counts: RepublishCount[] = [];
  try {
    for (const owner of owners) {
      const options = { actor: { kind: 'system', id: 'operator' }, deadlineMs } as const;
      counts.push(
        await bus.ask(republishEvents[owner], { since: since.toISOString() }, options).then(
          ({ published }) => ({ owner, published }),
          (error: unknown) => ({ owner, published: 0, failure: problemOf(error).title }),
        ),
      );
    }
  } finally {
    await bus.close();
  }
  return counts;
}
