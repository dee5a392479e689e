import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, BSONRegExp, Timestamp } from 'bson';
import fc from 'fast-check';

const names = fc.constantFrom('a', 'b', 'c', 'é', '__proto__', 'constructor', '$x', '0', '1');
const text = fc.oneof(
  fc.constantFrom('', 'a', 'ab', 'a\0', 'a\0b', 'a\x01', 'a\x02', 'Z', 'ä', '\uffff', '😀'),
  fc.string({ maxLength: 4 }),
);

const numbers = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((n) => new Int32(n)),
  fc
    .constantFrom(0, -0, 0.1, -0.1, 1, 2.5, NaN, Infinity, -Infinity, 2 ** 53, 5e-324, -5e-324, 1.7e308)
    .map((n) => new Double(n)),
  fc.double().map((n) => new Double(n)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
  fc
    .constantFrom(0n, 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 53n - 1n, -(2n ** 53n) - 1n, 2n ** 62n + 1n)
    .map((n) => Long.fromBigInt(n)),
  fc
    .constantFrom(
      '0',
      '-0',
      '1',
      '1.0',
      '0.1',
      '-0.1',
      '2.5',
      'NaN',
      'Infinity',
      '-Infinity',
      '9007199254740993',
      '1E-400',
      '-1E-400',
      '1E+400',
      '-1E+400',
      '1E-6176',
      '4.9E-324',
      '0.1000000000000000055511151231257827',
    )
    .map((n) => Decimal128.fromString(n)),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -340, max: 330 }))
    .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`)),
);

const scalars = fc.oneof(
  { weight: 4, arbitrary: numbers },
  { weight: 3, arbitrary: text },
  fc.constant(null),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.tuple(fc.uint8Array({ maxLength: 3 }), fc.constantFrom(0, 4, 128)).map(([bytes, type]) => new Binary(bytes, type)),
  fc.tuple(fc.nat(3), fc.nat(3)).map(([t, i]) => new Timestamp({ t, i })),
  fc.constantFrom(new MinKey(), new MaxKey(), new BSONRegExp('a', 'i'), new BSONRegExp('ab', '')),
);

const plainObject = (entries: [string, unknown][]) => {
  const out: Record<string, unknown> = {};
  for (const [name, value] of entries)
    Object.defineProperty(out, name, { value, enumerable: true, configurable: true, writable: true });
  return out;
};

/** Any BSON value, with a preference for those that are nearly equal. */
export const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(names, tie('value')), { maxLength: 3 })
      .map((entries) => plainObject(entries as [string, unknown][])),
  ),
})).value as fc.Arbitrary<unknown>;

const few = fc.oneof(
  fc.constantFrom(
    new Int32(1),
    new Int32(2),
    new Double(1.5),
    Long.fromNumber(2),
    Decimal128.fromString('1.5'),
    'a',
    'b',
    'ab',
    null,
    true,
  ),
  scalars,
);
const part = fc.oneof(few, fc.array(few, { maxLength: 3 }));

/** Documents with few names and values, so that random filters find some of them. */
export const aDocument = fc.record(
  {
    a: fc.oneof(
      part,
      fc.record({ x: part, y: part }, { requiredKeys: [] }),
      fc.array(fc.record({ x: few, y: few }, { requiredKeys: [] }), { maxLength: 3 }),
    ),
    b: part,
    c: few,
  },
  { requiredKeys: [] },
);

const paths = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'a.0', 'a.0.x');

const condition = fc.oneof(
  few,
  fc.record({ $eq: part }),
  fc.record({ $gt: few }),
  fc.record({ $gte: few, $lt: few }, { requiredKeys: ['$gte'] }),
  fc.record({ $lte: few }),
  fc.record({ $in: fc.array(part, { maxLength: 4 }) }),
  fc.record({ $all: fc.array(part, { maxLength: 3 }) }),
  fc.record({ $mod: fc.constant([2, 1]) }),
  fc.record({ $bitsAnySet: fc.constant(1) }),
  fc.record({ $ne: few }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $elemMatch: fc.record({ $gte: few, $lte: few }, { requiredKeys: ['$gte'] }) }),
  fc.record({ $elemMatch: fc.record({ x: few, y: few }, { requiredKeys: ['x'] }) }),
  fc.record({ $not: fc.record({ $gt: few }) }),
  fc.record({ $regex: fc.constantFrom('^a', '^ab', 'b', '^a?') }),
);

/** Regular expressions may not be compared by order. */
const isLegal = (filter: unknown): boolean =>
  !JSON.stringify(filter).match(/"\$(gt|gte|lt|lte|ne|in)":(\[[^\]]*)?\{?"pattern"/);

export const aFilter = fc
  .oneof(
    fc.dictionary(paths, condition, { maxKeys: 3 }),
    fc.record({
      $and: fc.array(fc.dictionary(paths, condition, { minKeys: 1, maxKeys: 2 }), { minLength: 1, maxLength: 2 }),
    }),
    fc.record(
      {
        c: condition,
        $or: fc.array(fc.dictionary(paths, condition, { minKeys: 1, maxKeys: 2 }), { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ['$or'] },
    ),
  )
  .filter(isLegal);

const direction = fc.constantFrom(1, -1);

export const aSort = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'a.x'), direction), { maxLength: 2 })
  .map((fields) => Object.fromEntries(fields));

export const anIndexKey = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y'), direction), { minLength: 1, maxLength: 3 })
  .map((fields) => Object.fromEntries(fields));
