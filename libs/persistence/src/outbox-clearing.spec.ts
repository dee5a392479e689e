import { expect, it } from '@jest/globals';
import type { Collection } from 'mongodb';
import type { AggregateDocument, StoredEvent } from './aggregate.js';
import { OutboxClearing } from './outbox-clearing.js';

const event = (aggregate: string, version: number): StoredEvent => ({
  id: `lamp:${aggregate}:${version}`,
  subject: 'evt.lamp.lit.v1',
  version,
  at: new Date(0),
  actor: { kind: 'system', id: 'test' },
  data: {},
});
const lamp = (_id: string, version: number): AggregateDocument => ({ _id, version, outbox: [event(_id, version)] });

function clearing(fail = false) {
  const cleared: unknown[] = [];
  const warnings: unknown[] = [];
  const documents = {
    bulkWrite: async (updates: { updateOne: { filter: object } }[]) => {
      if (fail) throw new Error('away');
      cleared.push(...updates.map(({ updateOne }) => updateOne.filter));
    },
  } as unknown as Collection<AggregateDocument>;
  return { one: new OutboxClearing(documents, (error) => warnings.push(error)), cleared, warnings };
}

it('only aggregates that were not written again need a write for their settled events', async () => {
  const { one, cleared } = clearing();
  one.settle([lamp('a', 1), lamp('b', 4)]);
  one.overtake(lamp('a', 2));
  await one.stop();
  expect(cleared).toEqual([{ _id: 'b', version: 4 }]);
});

it('an aggregate whose newer events are settled as well is cleared once, as it is now', async () => {
  const { one, cleared } = clearing();
  one.settle([lamp('a', 1)]);
  one.settle([lamp('a', 2)]);
  await one.stop();
  expect(cleared).toEqual([{ _id: 'a', version: 2 }]);
});

it('knows which events are settled, though their outbox could not be written', async () => {
  const { one, warnings } = clearing(true);
  one.settle([lamp('a', 1)]);
  await one.stop();
  expect([one.isSettled(event('a', 1)), one.isSettled(event('a', 2)), warnings.length]).toEqual([true, false, 1]);
});
