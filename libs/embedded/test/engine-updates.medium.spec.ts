import { Binary, Decimal128, Double, Int32, Long, type Document } from 'mongodb';
import { startSubject, type Subject } from './engine/subject.js';

let subject: Subject;

beforeAll(async () => {
  subject = await startSubject();
});

afterAll(() => subject.stop());

describe('an update', () => {
  const before = {
    _id: 1,
    n: 5,
    s: 'x',
    list: [1, 2, 3],
    docs: [
      { k: 1, v: 1 },
      { k: 2, v: 2 },
    ],
    sub: { a: 1 },
  };
  const cases: [string, Document, Document][] = [
    ['$set makes the way to a new field', { $set: { 'sub.b.c': 1 } }, { sub: { a: 1, b: { c: 1 } } }],
    ['$set fills an array with null', { $set: { 'list.4': 9 } }, { list: [1, 2, 3, null, 9] }],
    ['$unset takes away', { $unset: { s: '' } }, { s: undefined }],
    ['$unset leaves null in an array', { $unset: { 'list.0': '' } }, { list: [null, 2, 3] }],
    ['$inc and $mul count', { $inc: { n: 2, fresh: 1 }, $mul: { zero: 3 } }, { n: 7, fresh: 1, zero: 0 }],
    ['$min and $max keep the extreme', { $min: { n: 3 }, $max: { s: 'y' } }, { n: 3, s: 'y' }],
    ['$push appends', { $push: { list: 4 } }, { list: [1, 2, 3, 4] }],
    ['$push slices', { $push: { list: { $each: [0, 9], $slice: -3 } } }, { list: [3, 0, 9] }],
    ['$push at a position', { $push: { list: { $each: [7], $position: 1 } } }, { list: [1, 7, 2, 3] }],
    ['$addToSet adds what is new', { $addToSet: { list: { $each: [3, 4, 4] } } }, { list: [1, 2, 3, 4] }],
    ['$pop takes an end', { $pop: { list: -1 } }, { list: [2, 3] }],
    [
      '$pull removes what matches',
      { $pull: { docs: { k: { $gte: 2 } }, list: { $in: [1, 3] } } },
      { list: [2], docs: [{ k: 1, v: 1 }] },
    ],
    ['$pullAll removes values', { $pullAll: { list: [1, 2] } }, { list: [3] }],
    [
      '$[] changes every element',
      { $inc: { 'docs.$[].v': 10 } },
      {
        docs: [
          { k: 1, v: 11 },
          { k: 2, v: 12 },
        ],
      },
    ],
  ];

  it.each(cases)('%s', async (_title, update, changed) => {
    const collection = await subject.holding([before as unknown as Document]);
    await collection.updateOne({ _id: 1 as never }, update);
    const expected = Object.fromEntries(
      Object.entries({ ...before, ...changed }).filter(([, value]) => value !== undefined),
    );
    expect(await collection.findOne()).toEqual(expected);
  });

  it('changes the element that the filter found', async () => {
    const collection = await subject.holding([before as unknown as Document]);
    await collection.updateOne({ _id: 1 as never, 'docs.k': 2 }, { $set: { 'docs.$.v': 9 } });
    await collection.updateOne({ docs: { $elemMatch: { k: 1, v: 1 } } }, { $set: { 'docs.$.v': 8 } });
    expect(await collection.findOne()).toMatchObject({
      docs: [
        { k: 1, v: 8 },
        { k: 2, v: 9 },
      ],
    });
  });

  it('changes the elements that its array filters choose', async () => {
    const collection = await subject.holding([before as unknown as Document]);
    await collection.updateOne(
      {},
      { $set: { 'docs.$[d].v': 0, 'list.$[l]': -1 } },
      { arrayFilters: [{ 'd.k': { $gt: 1 } }, { l: { $lt: 3 } }] },
    );
    expect(await collection.findOne()).toMatchObject({
      docs: [
        { k: 1, v: 1 },
        { k: 2, v: 0 },
      ],
      list: [-1, -1, 3],
    });
  });

  it('says what it matched and what it changed', async () => {
    const collection = await subject.holding([{ a: 1 }, { a: 2 }, { a: 3 }]);
    const result = await collection.updateMany({}, { $max: { a: 2 } });
    expect(result).toMatchObject({ matchedCount: 3, modifiedCount: 1, upsertedCount: 0 });
  });

  it('inserts what the filter and the update say when nothing matches', async () => {
    const collection = await subject.holding([]);
    const filter = { kind: 'a', 'sub.x': { $eq: 1 }, n: { $gt: 5 }, $and: [{ m: 2 }] };
    const result = await collection.updateOne(
      filter,
      { $set: { y: 1 }, $setOnInsert: { z: 2 }, $inc: { count: 1 } },
      { upsert: true },
    );
    expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
    expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual({
      kind: 'a',
      sub: { x: 1 },
      m: 2,
      y: 1,
      z: 2,
      count: 1,
    });
    await collection.updateOne(filter, { $set: { y: 2 } }, { upsert: true });
    expect(await collection.countDocuments()).toBe(2);
  });

  it('replaces everything but the _id', async () => {
    const collection = await subject.holding([before as unknown as Document]);
    await collection.replaceOne({ n: 5 }, { fresh: true });
    expect(await collection.findOne()).toEqual({ _id: 1, fresh: true });
  });

  it('runs a pipeline over the document', async () => {
    const collection = await subject.holding([before as unknown as Document]);
    await collection.updateOne({}, [{ $set: { n: { $add: ['$n', '$sub.a'] } } }, { $unset: ['s', 'docs', 'list'] }]);
    expect(await collection.findOne()).toEqual({ _id: 1, n: 6, sub: { a: 1 } });
  });

  it.each([
    [{ $set: { a: 1, 'a.b': 1 } }, 40],
    [{ $set: { 'n.x': 1 } }, 28],
    [{ $inc: { s: 1 } }, 14],
    [{ $push: { n: 1 } }, 2],
    [{ $set: { _id: 2 } }, 66],
    [{ $wrong: { a: 1 } }, 9],
    [{ $set: { 'docs.$.v': 1 } }, 2],
  ] as [Document, number][])('%j is refused with code %i', async (update, code) => {
    const collection = await subject.holding([before as unknown as Document]);
    await expect(collection.updateOne({ _id: 1 as never }, update)).rejects.toMatchObject({ code });
    expect(await collection.findOne()).toEqual(before);
  });

  it('leaves the types of other fields alone', async () => {
    const kept = {
      d: new Double(5),
      l: Long.fromNumber(7),
      i: new Int32(1),
      m: Decimal128.fromString('1.50'),
      b: new Binary(Buffer.from([1]), 128),
    };
    const collection = await subject.holding([{ ...kept }]);
    await collection.updateOne({}, { $set: { other: 1 }, $push: { log: 1 } as never });
    expect(await collection.findOne({}, { promoteValues: false, projection: { _id: 0, other: 0, log: 0 } })).toEqual(
      kept,
    );
  });

  it('gives back the document before or after', async () => {
    const collection = await subject.holding([
      { a: 1, s: 2 },
      { a: 2, s: 1 },
    ]);
    const options = { sort: { s: 1 }, projection: { _id: 0, s: 0 } } as const;
    expect(await collection.findOneAndUpdate({}, { $inc: { a: 10 } }, options)).toEqual({ a: 2 });
    expect(await collection.findOneAndUpdate({}, { $inc: { a: 10 } }, { ...options, returnDocument: 'after' })).toEqual(
      { a: 22 },
    );
    expect(await collection.findOneAndDelete({ a: 1 }, options)).toEqual({ a: 1 });
    expect(await collection.findOneAndUpdate({ a: 99 }, { $set: { b: 1 } })).toBeNull();
  });
});

describe('field names', () => {
  it('are data, whatever they say', async () => {
    const names = ['constructor', 'toString', 'hasOwnProperty', 'a b', 'ünï'];
    const collection = await subject.holding([Object.fromEntries(names.map((name) => [name, 1]))]);
    for (const name of names) {
      expect(await collection.countDocuments({ [name]: 1 })).toBe(1);
      await collection.updateOne({}, { $set: { [`${name}.deep`]: 1 } }).catch(() => undefined);
      await collection.updateOne({}, { $set: { [`new.${name}`]: 2 } });
    }
    await collection.updateOne({}, { $set: { ['__proto__.polluted']: true, 'constructor2.prototype.polluted': true } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const [group] = await collection.aggregate([{ $group: { _id: '$constructor', n: { $sum: 1 } } }]).toArray();
    expect(group).toEqual({ _id: 1, n: 1 });
    expect(await subject.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  it('may begin with a dollar below the top level, and there too in a new document', async () => {
    const collection = await subject.holding([{ _id: 1, some: { $each: 1 } }] as Document[]);
    await collection.updateOne({}, { $set: { 'some.$each': 2, 'some.$other.a': 3 } });
    expect(await collection.findOne()).toEqual({ _id: 1, some: { $each: 2, $other: { a: 3 } } });
    await expect(collection.updateOne({}, { $set: { $top: 1 } })).rejects.toMatchObject({ code: expect.any(Number) });
    await collection.updateOne({ n: 2 }, { $set: { $top: 1 } }, { upsert: true });
    expect(await collection.findOne({ n: 2 }, { projection: { _id: 0 } })).toEqual({ n: 2, $top: 1 });
  });

  it('of a reference to another document are data in a filter', async () => {
    const collection = await subject.holding([{ refs: [{ $ref: 'people', $id: 7 }] }]);
    expect(await collection.countDocuments({ refs: { $elemMatch: { $ref: 'people', $id: 7 } } })).toBe(1);
    expect(await collection.countDocuments({ refs: { $elemMatch: { $id: 8 } } })).toBe(0);
  });
});
