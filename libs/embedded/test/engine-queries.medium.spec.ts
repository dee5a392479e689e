import { Binary, Decimal128, Long, ObjectId, type Document, type Filter } from 'mongodb';
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
    ['$size counts', { list: { $size: 2 } }, [1]],
    ['$not turns around', { n: { $not: { $gt: 1 } } }, [1, 3, 4]],
    ['$or and $nor combine', { $or: [{ n: 1 }, { s: 'b' }], $nor: [{ _id: 3 as never }] }, [1]],
    ['a pattern with option i ignores case', { s: { $regex: '^abc$', $options: 'i' } }, [1, 2]],
    ['$type names types', { n: { $type: 'long' } }, [5]],
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

  it('has what a long list asks for and nothing else, index or not', async () => {
    const collection = await subject.holding(Array.from({ length: 3000 }, (_, i) => ({ i })));
    const filter = { i: { $in: Array.from({ length: 2500 }, (_, i) => i + 1000) } };
    expect(await collection.countDocuments(filter)).toBe(2000);
    await collection.createIndex({ i: 1 });
    expect(await collection.countDocuments(filter)).toBe(2000);
    expect(await collection.find(filter).toArray()).toHaveLength(2000);
  });

  it('skips and limits after sorting', async () => {
    const collection = await subject.holding(Array.from({ length: 20 }, (_, i) => ({ i: (i * 7) % 20 })));
    const found = await collection.find().sort({ i: -1 }).skip(3).limit(4).toArray();
    expect(found.map(({ i }) => i)).toEqual([16, 15, 14, 13]);
  });

  it.each([
    [{}, 7],
    [{ limit: 4 }, 4],
    [{ limit: 9 }, 7],
    [{ skip: 2 }, 5],
    [{ skip: 2, limit: 4 }, 4],
    [{ skip: 5, limit: 4 }, 2],
    [{ skip: 8, limit: 4 }, 0],
  ])('counts what %j leaves, with and without an index that says all', async (options, expected) => {
    const collection = await subject.holding(Array.from({ length: 20 }, (_, i) => ({ i: i % 3 })));
    const legacy = async () =>
      (await subject.db.command({ count: collection.collectionName, query: { i: 1 }, ...options })).n;
    expect([await collection.countDocuments({ i: 1 }, options), await legacy()]).toEqual([expected, expected]);
    await collection.createIndex({ i: 1 });
    expect([await collection.countDocuments({ i: 1 }, options), await legacy()]).toEqual([expected, expected]);
  });
});
