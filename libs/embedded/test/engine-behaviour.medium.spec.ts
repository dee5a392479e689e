import { Binary, Decimal128, Double, GridFSBucket, Int32, Long, ObjectId, type Document, type Filter } from 'mongodb';
import { startSubject, type Subject } from './engine/subject.js';

let subject: Subject;

beforeAll(async () => {
  subject = await startSubject();
});

afterAll(() => subject.stop());

const items = [
  {
    _id: 1,
    n: 1,
    s: 'abc',
    tags: ['x', 'y'],
    sub: { a: 1, b: 2 },
    list: [
      { k: 1, v: 10 },
      { k: 2, v: 20 },
    ],
  },
  { _id: 2, n: 2.5, s: 'ABC', tags: [], sub: { b: 2, a: 1 }, list: [{ k: 2, v: 5 }] },
  { _id: 3, n: null, s: 'b', tags: 'x' },
  { _id: 4, s: null, tags: [['x']], list: [1, 5, 9] },
  { _id: 5, n: Long.fromString('9007199254740993'), s: 'abcd', sub: null },
  { _id: 6, n: Decimal128.fromString('2.5'), when: new Date(5), id: new ObjectId('65a000000000000000000001') },
] as unknown as Document[];

describe('a filter', () => {
  const cases: [string, Filter<Document>, number[]][] = [
    ['null finds null and missing', { n: null }, [3, 4]],
    ['numbers compare by value across types', { n: 2.5 }, [2, 6]],
    ['a long keeps all its digits', { n: Long.fromString('9007199254740992') }, []],
    ['order stays inside of one type', { n: { $gt: 1 } }, [2, 5, 6]],
    ['an array is matched by any of its elements', { tags: 'x' }, [1, 3]],
    ['an array is matched as a whole', { tags: ['x', 'y'] }, [1]],
    ['an empty array is a value', { tags: [] }, [2]],
    ['an array inside of an array is an element', { tags: ['x'] }, [4]],
    ['documents are equal in the same field order only', { sub: { a: 1, b: 2 } }, [1]],
    ['a dotted path goes into documents', { 'sub.a': 1 }, [1, 2]],
    ['a dotted path goes through arrays', { 'list.k': 2 }, [1, 2]],
    ['a position names one element', { 'list.0.k': 2 }, [2]],
    ['two conditions may be met by different elements', { 'list.k': 1, 'list.v': 20 }, [1]],
    ['$elemMatch wants one element that meets both', { list: { $elemMatch: { k: 1, v: 20 } } }, []],
    ['$elemMatch compares values', { list: { $elemMatch: { $gt: 4, $lt: 6 } } }, [4]],
    ['$in takes values, null and patterns', { s: { $in: [null, /^ABC$/] } }, [2, 4, 6]],
    ['$nin is the opposite', { s: { $nin: ['abc', 'b', null] } }, [2, 5]],
    ['$ne finds documents without the field', { n: { $ne: 1 } }, [2, 3, 4, 5, 6]],
    ['$exists sees null as a value', { n: { $exists: true } }, [1, 2, 3, 5, 6]],
    ['$all wants every element', { tags: { $all: ['x', 'y'] } }, [1]],
    ['$size counts', { list: { $size: 2 } }, [1]],
    ['$not turns around', { n: { $not: { $gt: 1 } } }, [1, 3, 4]],
    ['$or and $nor combine', { $or: [{ n: 1 }, { s: 'b' }], $nor: [{ _id: 3 as never }] }, [1]],
    ['a pattern with option i ignores case', { s: { $regex: '^abc$', $options: 'i' } }, [1, 2]],
    ['$type names types', { n: { $type: 'long' } }, [5]],
    ['$mod divides', { _id: { $mod: [2, 0] as never } }, [2, 4, 6]],
    ['$expr compares fields', { $expr: { $eq: ['$sub.a', '$n'] } }, [1, 4]],
    ['a date is found by its moment', { when: { $lte: new Date(5) } }, [6]],
    ['$gte null is equality with null', { n: { $gte: null } }, [3, 4]],
  ];

  it.each(cases)('%s', async (_title, filter, expected) => {
    const collection = await subject.holding(items);
    const found = await collection.find(filter).sort({ _id: 1 }).toArray();
    expect(found.map(({ _id }) => Number(_id))).toEqual(expected);
    expect(await collection.countDocuments(filter)).toBe(expected.length);
  });

  it.each([
    { $wrong: 1 },
    { a: { $wrong: 1 } },
    { a: { $in: 1 } },
    { $and: [] },
    { a: { $regex: '(' } },
  ] as Filter<Document>[])('is refused when it makes no sense: %j', async (filter) => {
    const collection = await subject.holding(items);
    await expect(collection.find(filter).toArray()).rejects.toMatchObject({ code: expect.any(Number) });
  });
});

describe('an answer', () => {
  it('is sorted across types as MongoDB sorts', async () => {
    const collection = await subject.holding([
      { _id: 1, v: 'text' },
      { _id: 2, v: 5 },
      { _id: 3 },
      { _id: 4, v: { a: 1 } },
      { _id: 5, v: new Date(0) },
      { _id: 6, v: true },
      { _id: 7, v: new ObjectId() },
      { _id: 8, v: [9, 1] },
      { _id: 9, v: new Binary(Buffer.from('x')) },
    ] as unknown as Document[]);
    const order = async (direction: 1 | -1) =>
      (await collection.find().sort({ v: direction }).toArray()).map(({ _id }) => Number(_id));
    expect(await order(1)).toEqual([3, 8, 2, 1, 4, 9, 7, 6, 5]);
    expect(await order(-1)).toEqual([5, 6, 7, 9, 4, 1, 8, 2, 3]);
  });

  it.each([
    [{ a: 1 }, { _id: 1, a: 1 }],
    [{ a: 1, _id: 0 }, { a: 1 }],
    [
      { a: 0, list: 0 },
      { _id: 1, sub: { x: 1, y: 2 } },
    ],
    [{ 'sub.x': 1 }, { _id: 1, sub: { x: 1 } }],
    [{ 'list.k': 1, _id: 0 }, { list: [{ k: 1 }, { k: 2 }] }],
    [
      { list: { $slice: -1 }, a: 0, sub: 0 },
      { _id: 1, list: [{ k: 2, v: 2 }] },
    ],
    [{ list: { $elemMatch: { k: 2 } } }, { _id: 1, list: [{ k: 2, v: 2 }] }],
    [{ sum: { $add: ['$a', 1] }, _id: 0 }, { sum: 2 }],
  ] as [Document, Document][])('has the fields of the projection %j', async (projection, expected) => {
    const collection = await subject.holding([
      {
        _id: 1,
        a: 1,
        sub: { x: 1, y: 2 },
        list: [
          { k: 1, v: 1 },
          { k: 2, v: 2 },
        ],
      } as unknown as Document,
    ]);
    expect(await collection.findOne({}, { projection })).toEqual(expected);
  });

  it('comes in batches that leave nothing out while others write', async () => {
    const collection = await subject.holding(Array.from({ length: 500 }, (_, i) => ({ i })));
    const seen: number[] = [];
    for await (const { i } of collection.find().batchSize(7)) {
      seen.push(i as number);
      if (i === 100) await collection.deleteMany({ i: { $lt: 50 } });
    }
    expect(seen).toEqual(Array.from({ length: 500 }, (_, i) => i));
  });

  it('skips and limits after sorting', async () => {
    const collection = await subject.holding(Array.from({ length: 20 }, (_, i) => ({ i: (i * 7) % 20 })));
    const found = await collection.find().sort({ i: -1 }).skip(3).limit(4).toArray();
    expect(found.map(({ i }) => i)).toEqual([16, 15, 14, 13]);
  });
});

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
    ['$rename moves', { $rename: { s: 'sub.s' } }, { s: undefined, sub: { a: 1, s: 'x' } }],
    ['$push appends', { $push: { list: 4 } }, { list: [1, 2, 3, 4] }],
    [
      '$push sorts, slices and places',
      { $push: { list: { $each: [0, 9], $sort: -1, $slice: 3 } } },
      { list: [9, 3, 2] },
    ],
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
    ['$bit works on bits', { $bit: { n: { or: 2 } } }, { n: 7 }],
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
});

describe('an index', () => {
  it('lets one of many win', async () => {
    const collection = await subject.holding([]);
    await collection.createIndex({ key: 1 }, { unique: true });
    const tries = await Promise.allSettled(
      Array.from({ length: 80 }, (_, i) => collection.insertOne({ key: 'same', i })),
    );
    const refused = tries.filter((each) => each.status === 'rejected').map((each) => each.reason as unknown);
    expect(refused).toHaveLength(79);
    for (const error of refused)
      expect(error).toMatchObject({ code: 11000, keyPattern: { key: 1 }, keyValue: { key: 'same' } });
    expect(await collection.countDocuments()).toBe(1);
  });

  it('is unique for missing values too, unless it is sparse or partial', async () => {
    const collection = await subject.holding([]);
    await collection.createIndexes([
      { key: { plain: 1 }, unique: true, name: 'plain' },
      { key: { sparse: 1 }, unique: true, sparse: true },
      { key: { partial: 1 }, unique: true, partialFilterExpression: { active: true } },
    ]);
    await collection.insertOne({ plain: 1, partial: 1 });
    await collection.insertOne({ plain: 2, partial: 1, active: true });
    await expect(collection.insertOne({ plain: 3, partial: 1, active: true })).rejects.toMatchObject({ code: 11000 });
    await collection.insertOne({ sparse: 1 });
    await expect(collection.insertOne({ sparse: 2 })).rejects.toMatchObject({ code: 11000, keyValue: { plain: null } });
    await expect(collection.updateOne({ plain: 2 }, { $set: { plain: 1 } })).rejects.toMatchObject({ code: 11000 });
  });

  it('is refused over documents that already break it', async () => {
    const collection = await subject.holding([{ a: 1 }, { a: 1 }]);
    await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect(await collection.indexes()).toHaveLength(1);
  });

  it('keeps its name and refuses another meaning for it', async () => {
    const collection = await subject.holding([{ a: 1 }]);
    expect(await collection.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
    expect(await collection.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
    await expect(collection.createIndex({ a: 1, b: -1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
    await expect(collection.createIndex({ a: 1, b: -1 }, { unique: true })).rejects.toMatchObject({ code: 86 });
    await collection.dropIndex('a_1_b_-1');
    await expect(collection.dropIndex('a_1_b_-1')).rejects.toMatchObject({ code: 27 });
  });

  const stageNames = (stage: Document | undefined): string[] =>
    stage ? [stage['stage'] as string, ...stageNames(stage['inputStage'] as Document | undefined)] : [];

  it.each([
    [{ queue: 'q' }, { at: -1 }],
    [{ queue: 'q', at: { $gte: new Date(3) } }, { at: 1 }],
    [{ queue: { $in: ['q', 'r'] } }, { at: -1 }],
    [{ at: { $lt: new Date(5) }, open: true }, { at: 1 }],
    [{ 'people.id': 3 }, {}],
    [{ queue: null }, {}],
  ] as [Document, Document][])('answers %j sorted by %j without a scan or a sort in memory', async (filter, sort) => {
    const collection = await subject.holding(
      Array.from({ length: 50 }, (_, i) => ({
        queue: i % 2 ? 'q' : 'r',
        at: new Date(i % 10),
        open: i % 3 === 0,
        people: [{ id: i % 7 }, { id: 3 }],
      })),
    );
    await collection.createIndexes([
      { key: { queue: 1, at: -1 } },
      { key: { at: 1 }, partialFilterExpression: { open: true }, name: 'due' },
      { key: { 'people.id': 1 } },
    ]);
    const plan = await collection
      .find(filter)
      .sort(sort as never)
      .explain('queryPlanner');
    const names = stageNames((plan['queryPlanner'] as Document)['winningPlan'] as Document);
    if (subject.isEngine) expect(names).toContain('IXSCAN');
    if (subject.isEngine) expect(names).not.toContain('SORT');
    const [fast, slow] = await Promise.all([
      collection
        .find(filter)
        .sort(sort as never)
        .toArray(),
      collection
        .find(filter)
        .sort(sort as never)
        .hint({ $natural: 1 })
        .toArray(),
    ]);
    expect(fast.map(({ at }) => at as Date)).toHaveLength(slow.length);
    if (Object.keys(sort).length > 0)
      expect(fast.map(({ at }) => at as Date)).toEqual(slow.map(({ at }) => at as Date));
  });
});

describe('a batch of writes', () => {
  it('stops at the first refusal when it is ordered, and goes on when it is not', async () => {
    const collection = await subject.holding([]);
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never[];
    await expect(collection.insertMany(documents)).rejects.toMatchObject({ code: 11000, insertedCount: 1 });
    await expect(collection.insertMany(documents, { ordered: false })).rejects.toMatchObject({ insertedCount: 1 });
    expect(await collection.countDocuments()).toBe(2);
  });

  it('mixes inserts, updates and deletes', async () => {
    const collection = await subject.holding([{ _id: 1, n: 1 } as never, { _id: 2 } as never]);
    const result = await collection.bulkWrite(
      [
        { insertOne: { document: { _id: 3 as never } } },
        { updateOne: { filter: { _id: 1 as never, n: 1 }, update: { $inc: { n: 1 } } } },
        { updateOne: { filter: { _id: 1 as never, n: 1 }, update: { $inc: { n: 1 } } } },
        { updateOne: { filter: { _id: 9 as never }, update: { $set: { n: 0 } }, upsert: true } },
        { deleteOne: { filter: { _id: 2 as never } } },
      ],
      { ordered: false },
    );
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 1,
      modifiedCount: 1,
      upsertedCount: 1,
      deletedCount: 1,
    });
    expect(result.upsertedIds).toEqual({ 3: 9 });
  });

  it('counts every increment of racing clients', async () => {
    const collection = await subject.holding([{ _id: 'counter' as never, n: 0 }]);
    await Promise.all(
      Array.from({ length: 100 }, () => collection.updateOne({ _id: 'counter' as never }, { $inc: { n: 1 } })),
    );
    expect(await collection.findOne()).toMatchObject({ n: 100 });
  });

  it('hands each job to one of many who claim', async () => {
    const collection = await subject.holding(Array.from({ length: 30 }, (_, i) => ({ i, owner: null })));
    const claim = (owner: number) =>
      collection.findOneAndUpdate({ owner: null }, { $set: { owner } }, { sort: { i: 1 } });
    const claimed = await Promise.all(Array.from({ length: 40 }, (_, owner) => claim(owner)));
    expect(new Set(claimed.filter(Boolean).map((each) => each!['i'] as number)).size).toBe(30);
  });
});

describe('an aggregation', () => {
  const sales = [
    { _id: 1, item: 'a', n: 2, at: new Date('2026-01-05') },
    { _id: 2, item: 'a', n: 4, at: new Date('2026-01-06') },
    { _id: 3, item: 'b', n: 10, at: new Date('2026-02-01') },
  ] as unknown as Document[];

  it.each([
    [
      [
        { $group: { _id: '$item', sum: { $sum: '$n' }, avg: { $avg: '$n' }, max: { $max: '$at' } } },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: 'a', sum: 6, avg: 3, max: new Date('2026-01-06') },
        { _id: 'b', sum: 10, avg: 10, max: new Date('2026-02-01') },
      ],
    ],
    [[{ $match: { n: { $gt: 2 } } }, { $count: 'many' }], [{ many: 2 }]],
    [
      [{ $group: { _id: { $dateToString: { format: '%Y-%m', date: '$at' } }, n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
      [
        { _id: '2026-01', n: 2 },
        { _id: '2026-02', n: 1 },
      ],
    ],
    [
      [{ $project: { _id: 0, big: { $cond: [{ $gte: ['$n', 4] }, 'yes', 'no'] } } }, { $limit: 2 }],
      [{ big: 'no' }, { big: 'yes' }],
    ],
    [
      [
        {
          $facet: {
            a: [{ $match: { item: 'a' } }, { $count: 'n' }],
            top: [{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }],
          },
        },
      ],
      [{ a: [{ n: 2 }], top: [{ _id: 3 }] }],
    ],
    [
      [{ $group: { _id: null, items: { $addToSet: '$item' } } }, { $project: { _id: 0, n: { $size: '$items' } } }],
      [{ n: 2 }],
    ],
    [[{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 1 }], [sales[1]]],
  ] as [Document[], Document[]][])('%j', async (pipeline, expected) => {
    const collection = await subject.holding(sales);
    expect(await collection.aggregate(pipeline).toArray()).toEqual(expected);
  });

  it('joins, unwinds and writes into another collection', async () => {
    const people = await subject.holding([{ _id: 'a' as never, name: 'Ada' }]);
    const collection = await subject.holding(sales);
    await collection
      .aggregate([
        { $lookup: { from: people.collectionName, localField: 'item', foreignField: '_id', as: 'who' } },
        { $unwind: '$who' },
        { $project: { name: '$who.name' } },
        { $out: 'joined' },
      ])
      .toArray();
    expect(await subject.db.collection('joined').find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, name: 'Ada' },
      { _id: 2, name: 'Ada' },
    ]);
  });
});

describe('what is not supported', () => {
  it.each([
    [{ aggregate: 'x', pipeline: [{ $changeStream: {} }], cursor: {} }],
    [{ find: 'x', filter: { $where: 'true' } }],
    [{ find: 'x', filter: { $text: { $search: 'a' } } }],
    [{ find: 'x', filter: { a: { $near: [0, 0] } } }],
    [{ create: 'y', capped: true, size: 1000 }],
    [{ create: 'y', timeseries: { timeField: 't' } }],
    [{ createIndexes: 'x', indexes: [{ key: { a: 'text' }, name: 't' }] }],
    [{ insert: 'x', documents: [{ a: 1 }], txnNumber: Long.fromNumber(1), startTransaction: true, autocommit: false }],
  ] as [Document][])('is refused with a code: %j', async (command) => {
    if (!subject.isEngine) return;
    await expect(subject.db.command(command)).rejects.toMatchObject({ code: expect.any(Number) });
  });
});

describe('GridFS', () => {
  it('keeps a file and gives a part of it back', async () => {
    const bucket = new GridFSBucket(subject.db, { chunkSizeBytes: 1000 });
    const content = Buffer.from(Array.from({ length: 5500 }, (_, i) => i % 251));
    const upload = bucket.openUploadStream('file.bin', { metadata: { kind: 'test' } });
    await new Promise((resolve, reject) => upload.on('finish', resolve).on('error', reject).end(content));
    const read = async (options: { start?: number; end?: number }) => {
      const parts: Buffer[] = [];
      for await (const part of bucket.openDownloadStream(upload.id, options)) parts.push(part as Buffer);
      return Buffer.concat(parts);
    };
    expect((await read({})).equals(content)).toBe(true);
    expect((await read({ start: 990, end: 2010 })).equals(content.subarray(990, 2010))).toBe(true);
    await bucket.delete(upload.id);
    expect(await bucket.find().toArray()).toEqual([]);
  });
});
