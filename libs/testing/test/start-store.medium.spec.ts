import { afterEach, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { startStore, type Store } from '../src/index.js';

let store: Store;
afterEach(() => store.stop());

it('what was written is there after the store was killed and started again', async () => {
  store = await startStore();
  const write = await MongoClient.connect(store.uriOf('a'));
  await write.db().collection('tickets').insertOne({ number: 1 });
  await write.close();
  await store.kill9();
  await store.restart();
  const read = await MongoClient.connect(store.uriOf('a'));
  expect(
    await read
      .db()
      .collection('tickets')
      .findOne({}, { projection: { _id: 0 } }),
  ).toEqual({ number: 1 });
  await read.close();
});
