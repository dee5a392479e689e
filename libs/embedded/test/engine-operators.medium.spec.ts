import { Binary, Decimal128, Double, Int32, Long, Timestamp, type Document, type Filter } from 'mongodb';
import { startSubject, type Subject } from './engine/subject.js';

let subject: Subject;

beforeAll(async () => {
  subject = await startSubject();
});

afterAll(() => subject.stop());

const items = [
  {
    _id: 1,
    tags: ['x', 'y'],
    n: 7,
    list: [
      { k: 1, v: 10 },
      { k: 2, v: 20 },
    ],
    s: 'a b',
  },
  { _id: 2, tags: ['y', 'x', 'z'], n: -7, list: [{ k: 2, v: 5 }], s: 'ab' },
  { _id: 3, tags: 'x', n: new Double(7.9), list: [1, 5], s: 'A#b' },
  { _id: 4, tags: [['x', 'y']], n: Long.fromString('9223372036854775807'), s: 'c' },
  { _id: 5, n: Decimal128.fromString('7'), bytes: new Binary(Buffer.from([0b101, 1])) },
  { _id: 6, n: [4, 54], tags: [null], bytes: new Binary(Buffer.from([0])) },
] as unknown as Document[];

describe('a filter', () => {
  const cases: [string, Filter<Document>, number[]][] = [
    ['$all wants every element, in any order', { tags: { $all: ['x', 'y'] } }, [1, 2]],
    ['$all of one value is equality', { tags: { $all: ['x'] } }, [1, 2, 3]],
    ['$all of an array takes it whole or as an element', { tags: { $all: [['x', 'y']] } }, [1, 4]],
    ['$all takes patterns', { tags: { $all: [/^X/i, 'z'] } }, [2]],
    ['$all of null finds null and missing', { tags: { $all: [null] } }, [5, 6]],
    ['$all of nothing finds nothing', { tags: { $all: [] } }, []],
    [
      '$all lets each $elemMatch be met by another element',
      { list: { $all: [{ $elemMatch: { k: 1 } }, { $elemMatch: { v: 20 } }] } },
      [1],
    ],
    ['$not turns $all around', { tags: { $not: { $all: ['x'] } } }, [4, 5, 6]],
    ['$mod divides, without the fraction, elements too', { n: { $mod: [4, 3] } }, [1, 3, 4, 5]],
    ['$mod keeps the sign of the dividend', { n: { $mod: [4, -3] } }, [2]],
    ['$mod drops the fractions of its own numbers', { n: { $mod: [50.9, 4.2] } }, [6]],
    ['$mod knows all digits of a long', { n: { $mod: [Long.fromString('9223372036854775806'), 1] } }, [4]],
    ['$bitsAllSet takes a mask', { n: { $bitsAllSet: 6 } }, [1, 4, 5, 6]],
    ['$bitsAllSet takes positions', { n: { $bitsAllSet: [0, 1, 2] } }, [1, 4, 5]],
    ['$bitsAnySet wants one of them', { n: { $bitsAnySet: [1, 4] } }, [1, 2, 4, 5, 6]],
    ['$bitsAllClear wants all of them clear', { n: { $bitsAllClear: [1, 2] } }, [2]],
    ['$bitsAnyClear wants one of them clear', { n: { $bitsAnyClear: [0, 1] } }, [2, 6]],
    ['bits above 63 are the sign', { n: { $bitsAllSet: [200] } }, [2]],
    ['bits of bytes are counted from the first byte', { bytes: { $bitsAllSet: [0, 2, 8] } }, [5]],
    ['bits behind the last byte are clear', { bytes: { $bitsAllClear: [100, 1] } }, [5, 6]],
    ['bytes are a mask', { n: { $bitsAllSet: new Binary(Buffer.from([7])) } }, [1, 4, 5]],
    ['option x leaves out white space and comments', { s: { $regex: '^ a b $ # end', $options: 'x' } }, [2]],
    [
      'option x keeps them in classes and behind a backslash',
      { s: { $regex: 'a [ ] b | A\\#b', $options: 'x' } },
      [1, 3],
    ],
  ];

  it.each(cases)('%s', async (_title, filter, expected) => {
    const collection = await subject.holding(items);
    const found = async () => (await collection.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => Number(_id));
    expect(await found()).toEqual(expected);
    await collection.createIndex({ tags: 1 });
    await collection.createIndex({ n: 1 });
    expect(await found()).toEqual(expected);
    expect(await collection.countDocuments(filter)).toBe(expected.length);
  });

  it.each([
    [{ a: { $all: 1 } }, 2],
    [{ a: { $all: [{ $gt: 1 }] } }, 2],
    [{ a: { $all: [{ $elemMatch: { b: 1 } }, 1] } }, 2],
    [{ a: { $all: [1, { $elemMatch: { b: 1 } }] } }, 2],
    [{ a: { $mod: 4 } }, 2],
    [{ a: { $mod: [4] } }, 2],
    [{ a: { $mod: [4, 1, 1] } }, 2],
    [{ a: { $mod: ['4', 1] } }, 2],
    [{ a: { $mod: [0, 1] } }, 2],
    [{ a: { $mod: [NaN, 1] } }, 2],
    [{ a: { $mod: [4, Infinity] } }, 2],
    [{ a: { $mod: [1e300, 1] } }, 2],
    [{ a: { $bitsAllSet: -1 } }, 9],
    [{ a: { $bitsAnySet: 1.5 } }, 9],
    [{ a: { $bitsAllClear: 'x' } }, 2],
    [{ a: { $bitsAnyClear: [-1] } }, 2],
    [{ a: { $bitsAllSet: ['x'] } }, 2],
  ] as [Filter<Document>, number][])('%j is refused with code %i', async (filter, code) => {
    const collection = await subject.holding(items);
    await expect(collection.find(filter).toArray()).rejects.toMatchObject({ code });
  });

  it('compares what is inside of documents and arrays under a collation, too', async () => {
    const collection = await subject.holding([{ v: { a: 'B', n: [1, 'c'] } }, { v: { a: 'x' } }]);
    const collation = { locale: 'en', strength: 2 };
    expect(await collection.find({ v: { a: 'b', n: [1, 'C'] } }, { collation }).toArray()).toHaveLength(1);
    expect(await collection.find({ v: { $gt: { a: 'C' } } }, { collation }).toArray()).toHaveLength(1);
  });
});

describe('an update', () => {
  const before = {
    _id: 1,
    n: 5,
    s: 'x',
    list: [3, 1, 2],
    docs: [
      { k: 2, v: 1 },
      { k: 1, v: 2 },
      { k: 2, v: 0 },
    ],
    sub: { a: 1, b: 2 },
  };
  const cases: [string, Document, Document][] = [
    ['$rename moves', { $rename: { s: 'sub.s' } }, { s: undefined, sub: { a: 1, b: 2, s: 'x' } }],
    ['$rename makes the way', { $rename: { 'sub.a': 'new.deep.a' } }, { sub: { b: 2 }, new: { deep: { a: 1 } } }],
    ['$rename takes the place of what is there', { $rename: { s: 'list' } }, { s: undefined, list: 'x' }],
    ['$rename of nothing does nothing', { $rename: { no: 'new.deep', 'list.9': 'other' } }, {}],
    ['$rename moves several', { $rename: { s: 't', n: 'm' } }, { s: undefined, n: undefined, t: 'x', m: 5 }],
    ['$bit works on bits, one step after the other', { $bit: { n: { and: 4, or: 3 } } }, { n: 7 }],
    ['$bit with xor', { $bit: { n: { xor: 1 } } }, { n: 4 }],
    ['$bit begins with 0', { $bit: { fresh: { or: 6 } } }, { fresh: 6 }],
    ['$push sorts, then slices', { $push: { list: { $each: [0, 9], $sort: -1, $slice: 3 } } }, { list: [9, 3, 2] }],
    ['$push sorts without adding', { $push: { list: { $each: [], $sort: 1 } } }, { list: [1, 2, 3] }],
    [
      '$push sorts documents by their fields',
      { $push: { docs: { $each: [{ k: 0, v: 9 }], $sort: { k: 1, v: -1 } } } },
      {
        docs: [
          { k: 0, v: 9 },
          { k: 1, v: 2 },
          { k: 2, v: 1 },
          { k: 2, v: 0 },
        ],
      },
    ],
    [
      '$push sorts what is no document first',
      { $push: { docs: { $each: [4], $sort: { k: 1 }, $slice: 2 } } },
      { docs: [4, { k: 1, v: 2 }] },
    ],
    ['$push sorts over types', { $push: { list: { $each: ['a', null], $sort: 1 } } }, { list: [null, 1, 2, 3, 'a'] }],
    ['$push places from the end', { $push: { list: { $each: [7, 8], $position: -1 } } }, { list: [3, 1, 7, 8, 2] }],
    [
      '$push places before the start at the start',
      { $push: { list: { $each: [7], $position: -9 } } },
      { list: [7, 3, 1, 2] },
    ],
    ['$push with a slice of 0 empties', { $push: { list: { $each: [7], $slice: 0 } } }, { list: [] }],
  ];

  it.each(cases)('%s', async (_title, update, changed) => {
    const collection = await subject.holding([before as unknown as Document]);
    await collection.updateOne({}, update);
    const expected = Object.entries({ ...before, ...changed }).filter(([, value]) => value !== undefined);
    expect(await collection.findOne()).toEqual(Object.fromEntries(expected));
  });

  it('with $bit has a long where one of the two is long', async () => {
    const collection = await subject.holding([{ i: new Int32(5), l: Long.fromNumber(5) }] as Document[]);
    const two = Long.fromString('4294967296');
    await collection.updateOne({}, {
      $bit: { i: { or: two }, l: { and: new Int32(4) }, fresh: { xor: two } },
    } as Document);
    expect(await collection.findOne({}, { projection: { _id: 0 }, promoteLongs: false })).toEqual({
      i: Long.fromString('4294967301'),
      l: Long.fromNumber(4),
      fresh: two,
    });
  });

  it('with $currentDate sets the time, as a date or as a timestamp', async () => {
    const collection = await subject.holding([{ a: 1 }]);
    const started = Date.now();
    await collection.updateOne({}, {
      $currentDate: { a: true, 'b.c': { $type: 'date' }, t: { $type: 'timestamp' }, f: false },
    } as Document);
    const found = (await collection.findOne())!;
    for (const date of [found['a'], found['b'].c, found['f']] as Date[]) {
      expect(Math.abs(date.getTime() - started)).toBeLessThan(60_000);
    }
    expect(found['t']).toBeInstanceOf(Timestamp);
    expect(Math.abs((found['t'] as Timestamp).getHighBits() - started / 1000)).toBeLessThan(60);
  });

  it('renames in what an upsert inserts', async () => {
    const collection = await subject.holding([]);
    await collection.updateOne({ a: 1 }, { $rename: { a: 'b' }, $set: { c: 2 } }, { upsert: true });
    expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual({ b: 1, c: 2 });
  });

  it.each([
    [{ $rename: { s: 5 } }, 2],
    [{ $rename: { s: 's' } }, 2],
    [{ $rename: { sub: 'sub.x' } }, 2],
    [{ $rename: { 'sub.a': 'sub' } }, 2],
    [{ $rename: { 'docs.$.k': 'x' } }, 2],
    [{ $rename: { s: 'docs.$[].k' } }, 2],
    [{ $rename: { 'docs.0.k': 'x' } }, 2],
    [{ $rename: { s: 'list.0' } }, 2],
    [{ $rename: { s: '' } }, 56],
    [{ $rename: { s: 'n.x' } }, 28],
    [{ $rename: { 'n.x': 's' } }, 28],
    [{ $rename: { s: 't' }, $set: { s: 1 } }, 40],
    [{ $rename: { s: 't' }, $set: { 't.x': 1 } }, 40],
    [{ $rename: { _id: 'x' } }, 66],
    [{ $rename: { n: '_id' } }, 66],
    [{ $bit: { n: 1 } }, 2],
    [{ $bit: { n: {} } }, 2],
    [{ $bit: { n: { nand: 1 } } }, 2],
    [{ $bit: { n: { or: new Double(1.5) } } }, 2],
    [{ $bit: { s: { or: 1 } } }, 2],
    [{ $currentDate: { x: 1 } }, 2],
    [{ $currentDate: { x: {} } }, 2],
    [{ $currentDate: { x: { $type: 'time' } } }, 2],
    [{ $currentDate: { x: { $other: 'date' } } }, 2],
    [{ $push: { list: { $each: [], $sort: 2 } } }, 2],
    [{ $push: { list: { $each: [], $sort: 'x' } } }, 2],
    [{ $push: { list: { $each: [], $sort: {} } } }, 2],
    [{ $push: { list: { $each: [], $sort: { k: 0 } } } }, 2],
    [{ $push: { list: { $each: [], $sort: { 'k.': 1 } } } }, 2],
    [{ $push: { list: { $each: [], $slice: 1.5 } } }, 2],
    [{ $push: { list: { $each: [], $position: 'x' } } }, 2],
    [{ $push: { list: { $each: 1, $sort: 1 } } }, 2],
    [{ $push: { list: { $each: [1], $wrong: 1 } } }, 2],
  ] as [Document, number][])('%j is refused with code %i', async (update, code) => {
    const collection = await subject.holding([before as unknown as Document]);
    await expect(collection.updateOne({}, update)).rejects.toMatchObject({ code });
    expect(await collection.findOne()).toEqual(before);
  });
});
