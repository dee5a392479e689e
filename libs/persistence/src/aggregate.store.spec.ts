import type { Collection } from 'mongodb';
import type { AggregateDocument } from './aggregate.js';
import { AggregateStore } from './aggregate.store.js';
import type { OutboxRelay } from './outbox-relay.js';

it('a document that the store cannot take fails alone: those beside it are written, once', async () => {
  const written: string[] = [];
  const documents = {
    insertMany: async (batch: AggregateDocument[]) => {
      const writeErrors = batch.flatMap(({ _id }, index) => {
        if (_id === 'bad') return [{ index, code: 121, errmsg: 'does not fit' }];
        if (written.includes(_id)) return [{ index, code: 11_000, errmsg: 'E11000 index: _id_ dup key' }];
        written.push(_id);
        return [];
      });
      if (writeErrors.length > 0) throw Object.assign(new Error('does not fit'), { writeErrors });
    },
  } as unknown as Collection<AggregateDocument>;
  const relay = { offer: () => undefined } as unknown as OutboxRelay<AggregateDocument>;
  const store = new AggregateStore('thing', documents, relay);
  const origin = { actor: { kind: 'system', id: 'test' }, at: new Date(0) } as const;
  const outcomes = await Promise.allSettled(['a', 'bad', 'b', 'a'].map((_id) => store.create({ _id }, [], origin)));
  expect(outcomes).toEqual([
    { status: 'fulfilled', value: { created: { _id: 'a', version: 0 } } },
    { status: 'rejected', reason: expect.objectContaining({ message: 'does not fit' }) },
    { status: 'fulfilled', value: { created: { _id: 'b', version: 0 } } },
    { status: 'fulfilled', value: { refusedBy: '_id_' } },
  ]);
});
