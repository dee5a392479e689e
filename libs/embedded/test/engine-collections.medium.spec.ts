import { GridFSBucket, Long, type Document } from 'mongodb';
import { startSubject, type Subject } from './engine/subject.js';

let subject: Subject;

beforeAll(async () => {
  subject = await startSubject();
});

afterAll(() => subject.stop());

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
    [{ create: 'y', validator: { a: 1 }, validationAction: 'warn' }],
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
