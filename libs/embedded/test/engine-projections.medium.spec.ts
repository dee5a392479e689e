import { type Document, type Filter } from 'mongodb';
import { startSubject, type Subject } from './engine/subject.js';

let subject: Subject;

beforeAll(async () => {
  subject = await startSubject();
});

afterAll(() => subject.stop());

describe('a projection', () => {
  const stored = {
    _id: 1,
    list: [1, 2, 3, 4, 5],
    docs: [
      { k: 1, in: [1, 2] },
      { k: 2, in: [3, 4] },
      { k: 2, in: [5] },
    ],
    deep: { list: [7, 8, 9], x: 1 },
    n: 5,
  };
  const { list, docs, deep, n } = stored;
  const cases: [string, Filter<Document>, Document, Document][] = [
    ['$slice takes the first', {}, { list: { $slice: 2 } }, { _id: 1, list: [1, 2], docs, deep, n }],
    ['$slice takes the last', {}, { list: { $slice: -2 } }, { _id: 1, list: [4, 5], docs, deep, n }],
    ['$slice skips', {}, { list: { $slice: [1, 2] }, docs: 0 }, { _id: 1, list: [2, 3], deep, n }],
    ['$slice skips from the end', {}, { list: { $slice: [-2, 9] }, _id: 0 }, { list: [4, 5], docs, deep, n }],
    ['$slice from before the start begins there', {}, { list: { $slice: [-9, 2] }, n: 1 }, { _id: 1, list: [1, 2], n }],
    ['$slice of nothing', {}, { list: { $slice: 0 }, n: 1 }, { _id: 1, list: [], n }],
    ['$slice beside _id includes', {}, { list: { $slice: 1 }, _id: 1 }, { _id: 1, list: [1] }],
    ['$slice leaves what is no array', {}, { n: { $slice: 1 }, list: 1 }, { _id: 1, list, n }],
    ['$slice below a document', {}, { 'deep.list': { $slice: -1 }, n: 1 }, { _id: 1, deep: { list: [9] }, n }],
    [
      '$slice in a nested specification',
      {},
      { deep: { list: { $slice: 1 } }, docs: 0, list: 0 },
      { _id: 1, deep: { list: [7], x: 1 }, n },
    ],
    [
      '$slice inside of the documents of an array',
      {},
      { 'docs.in': { $slice: 1 }, n: 1 },
      { _id: 1, docs: [{ in: [1] }, { in: [3] }, { in: [5] }], n },
    ],
    ['$slice as an expression', {}, { two: { $slice: ['$list', 1, 2] }, _id: 0 }, { two: [2, 3] }],
    ['$elemMatch takes the first that matches', {}, { docs: { $elemMatch: { k: 2 } } }, { _id: 1, docs: [docs[1]] }],
    ['$elemMatch speaks of values', {}, { list: { $elemMatch: { $gt: 2, $lt: 5 } }, _id: 0 }, { list: [3] }],
    ['$elemMatch without a match leaves the field out', {}, { docs: { $elemMatch: { k: 9 } }, n: 1 }, { _id: 1, n }],
    ['$elemMatch leaves out what is no array', {}, { n: { $elemMatch: { $gt: 1 } } }, { _id: 1 }],
    [
      '$elemMatch beside an exclusion',
      {},
      { list: { $elemMatch: { $gt: 4 } }, docs: 0 },
      { _id: 1, list: [5], deep, n },
    ],
    ['.$ takes what the filter found', { 'docs.k': 2 }, { 'docs.$': 1 }, { _id: 1, docs: [docs[1]] }],
    [
      '.$ takes what $elemMatch found',
      { docs: { $elemMatch: { k: 2, in: 5 } } },
      { 'docs.$': 1 },
      { _id: 1, docs: [docs[2]] },
    ],
    ['.$ of values', { list: { $gte: 3 } }, { 'list.$': true, n: 1, _id: 0 }, { list: [3], n }],
    ['.$ cuts the first array on the way', { 'docs.k': 2 }, { 'docs.in.$': 1 }, { _id: 1, docs: [{ in: [3, 4] }] }],
    ['.$ below a document', { 'deep.list': 8 }, { 'deep.list.$': 1 }, { _id: 1, deep: { list: [8] } }],
    ['.$ leaves what is no array', { n: 5 }, { 'n.$': 1 }, { _id: 1, n }],
  ];

  it.each(cases)('%s', async (_title, filter, projection, expected) => {
    const collection = await subject.holding([stored as unknown as Document]);
    expect(await collection.findOne(filter, { projection })).toEqual(expected);
  });

  it('puts the field of an $elemMatch behind those that are included', async () => {
    const collection = await subject.holding([stored as unknown as Document]);
    const projection = { docs: { $elemMatch: { k: 1 } }, n: 1, list: 1 };
    expect(Object.keys((await collection.findOne({}, { projection }))!)).toEqual(['_id', 'list', 'n', 'docs']);
  });

  it.each([
    [{}, { list: { $slice: 'x' } }, 28667],
    [{}, { list: { $slice: [1] } }, 28667],
    [{}, { list: { $slice: [1, 2, 3, 4] } }, 28667],
    [{}, { list: { $slice: 1 }, 'list.a': 1 }, expect.any(Number)],
    [{}, { docs: { $elemMatch: 1 } }, 31274],
    [{}, { 'deep.list': { $elemMatch: { $gt: 1 } } }, 31275],
    [{ list: 1 }, { 'list.$': 1, docs: { $elemMatch: { k: 1 } } }, 31255],
    [{ list: 1 }, { docs: { $elemMatch: { k: 1 } }, 'list.$': 1 }, 31256],
    [{ list: 1, 'docs.k': 1 }, { 'list.$': 1, 'docs.$': 1 }, 31276],
    [{ n: 5 }, { 'list.$': 1 }, 31277],
    [{}, { 'list.$': 1 }, 31277],
    [{ list: 1 }, { 'list.$': { $slice: 1 } }, 31271],
    [{ list: 1 }, { 'list.$': 'x' }, 31308],
    [{ list: 1 }, { 'list.$': 1, n: 0 }, 31254],
    [{ $or: [{ list: 99 }, { n: 5 }] }, { 'list.$': 1 }, 51246],
  ] as [Filter<Document>, Document, number][])('of %j as %j is refused', async (filter, projection, code) => {
    const collection = await subject.holding([stored as unknown as Document]);
    await expect(collection.find(filter, { projection }).toArray()).rejects.toMatchObject({ code });
  });

  it('holds for documents that are changed, but .$ for what they were only', async () => {
    const collection = await subject.holding([stored as unknown as Document]);
    const change = { $inc: { n: 1 } };
    const projection = { 'docs.$': 1, _id: 0 };
    expect(await collection.findOneAndUpdate({ 'docs.k': 2 }, change, { projection })).toEqual({ docs: [docs[1]] });
    const sliced = { projection: { list: { $slice: 1 }, n: 1 }, returnDocument: 'after' } as const;
    expect(await collection.findOneAndUpdate({}, change, sliced)).toEqual({ _id: 1, list: [1], n: 7 });
    await expect(
      collection.findOneAndUpdate({ 'docs.k': 2 }, change, { projection, returnDocument: 'after' }),
    ).rejects.toMatchObject({ code: 2 });
  });
});
