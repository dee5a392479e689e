import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { problemOf } from '@deskbeat/contracts';
import { aTicket, decided, noon } from '../../test/builders.js';
import type { Change } from '../ticket/domain/aftermath.js';
import { mergedInto, type Ticket } from '../ticket/domain/ticket-state.js';
import { MergeService } from './merge.service.js';

/** Takes one step of one of several processes at a time, in an order that a seed decides. A killed one never goes on. */
class Turns {
  private readonly waiting: (() => void)[] = [];

  pause(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async run(pick: () => number, kills: number): Promise<void> {
    let left = kills;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.waiting.length === 0) return;
      const [next] = this.waiting.splice(pick() % this.waiting.length, 1);
      if (left > 0 && pick() % 6 === 0) left--;
      else next!();
    }
  }
}

/** Tickets in memory; every look and every write is a step, and a write is made only on the state that was read. */
function desk(ids: readonly string[], turns: Turns) {
  const tickets = new Map<string, Ticket>(
    ids.map((id) => [id, { ...aTicket({ status: 'in-progress', number: id }), _id: id }]),
  );
  const load = async (id: string): Promise<Ticket> => {
    await turns.pause();
    return tickets.get(id)!;
  };
  const change = async (id: string, _: unknown, decide: (ticket: Ticket, now: Date) => Change | undefined) => {
    for (;;) {
      const before = await load(id);
      const revision = decide(before, noon);
      if (!revision) return before;
      await turns.pause();
      if (tickets.get(id) !== before) continue;
      tickets.set(id, decided(before, revision as never));
      return tickets.get(id)!;
    }
  };
  const service = (): MergeService =>
    new MergeService(
      { aggregates: { load, need: load } } as never,
      { change, view: (ticket: Ticket) => ticket } as never,
      { named: load } as never,
    );
  return { tickets, service };
}

const endOf = (tickets: Map<string, Ticket>, id: string): string | undefined => {
  const seen = new Set<string>();
  for (let at = id; !seen.has(at);) {
    seen.add(at);
    const into = mergedInto(tickets.get(at)!);
    if (into === undefined) return at;
    at = into;
  }
  return undefined;
};

const ids = ['A', 'B', 'C', 'D'] as const;
const pair = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).filter(([from, into]) => from !== into);

async function play(wishes: readonly (readonly [string, string])[], order: readonly number[], kills: number) {
  const turns = new Turns();
  const { tickets, service } = desk(ids, turns);
  let at = 0;
  const pick = (): number => order[at++ % order.length]!;
  const outcomes: string[] = [];
  for (const [ticketId, into] of wishes) {
    const done = (outcome: string): void => void outcomes.push(outcome);
    service()
      .merge({ ticketId, into }, { kind: 'person', id: 'ana' })
      .then(
        () => done('merged'),
        (error: unknown) => done(problemOf(error).code),
      );
  }
  await turns.run(pick, kills);
  return { tickets, outcomes, turns, service, pick };
}

describe('merging', () => {
  it('two tickets into each other at once, in every order: one goes on, the other ends in it', async () => {
    const order = fc.array(fc.nat(1_000), { minLength: 40, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(order, async (steps) => {
        const { tickets, outcomes } = await play(
          [
            ['A', 'B'],
            ['B', 'A'],
          ],
          steps,
          0,
        );
        expect([endOf(tickets, 'A'), endOf(tickets, 'B')]).toEqual(
          tickets.get('A')!.status === 'closed' ? ['B', 'B'] : ['A', 'A'],
        );
        expect(outcomes).toContain('merged');
        expect(outcomes).toHaveLength(2);
      }),
      { numRuns: 40 },
    );
  });

  it('any merges at once, with processes that are killed at any step: never a circle, and nothing stays half done', async () => {
    const wishes = fc.array(pair, { minLength: 2, maxLength: 6 });
    const order = fc.array(fc.nat(1_000), { minLength: 60, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(wishes, order, fc.nat(4), async (wanted, steps, kills) => {
        const { tickets, turns, service, pick } = await play(wanted, steps, kills);
        const finishing = ids.map(async (id) => {
          await service().settle(id);
          await service().bringInById(id, { kind: 'system', id: 'test' });
        });
        await turns.run(pick, 0);
        await Promise.all(finishing);
        for (const [id, ticket] of tickets) {
          expect(endOf(tickets, id)).toBeDefined();
          expect(ticket.merging).toBeUndefined();
          const into = mergedInto(ticket);
          if (into !== undefined) expect(tickets.get(into)!.absorbed).toContain(id);
        }
      }),
      { numRuns: 80 },
    );
  });
});
