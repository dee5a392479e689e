/** BSON element types as they stand on the wire. */
export const BsonType = {
  double: 0x01,
  string: 0x02,
  document: 0x03,
  array: 0x04,
  binary: 0x05,
  undefined: 0x06,
  objectId: 0x07,
  bool: 0x08,
  date: 0x09,
  null: 0x0a,
  regex: 0x0b,
  dbPointer: 0x0c,
  code: 0x0d,
  symbol: 0x0e,
  codeWithScope: 0x0f,
  int: 0x10,
  timestamp: 0x11,
  long: 0x12,
  decimal: 0x13,
  maxKey: 0x7f,
  minKey: 0xff,
} as const;

/** Place of each type in MongoDB's comparison order; also the first byte of a key string, so never 0 and never 0xff. */
export const Rank = {
  minKey: 10,
  undefined: 15,
  null: 20,
  number: 30,
  string: 60,
  document: 70,
  array: 80,
  binary: 90,
  objectId: 100,
  bool: 110,
  date: 120,
  timestamp: 130,
  regex: 140,
  dbPointer: 150,
  code: 160,
  codeWithScope: 170,
  maxKey: 240,
} as const;

const ranks = new Uint8Array(256);
ranks[BsonType.minKey] = Rank.minKey;
ranks[BsonType.undefined] = Rank.undefined;
ranks[BsonType.null] = Rank.null;
for (const type of [BsonType.double, BsonType.int, BsonType.long, BsonType.decimal]) ranks[type] = Rank.number;
for (const type of [BsonType.string, BsonType.symbol]) ranks[type] = Rank.string;
ranks[BsonType.document] = Rank.document;
ranks[BsonType.array] = Rank.array;
ranks[BsonType.binary] = Rank.binary;
ranks[BsonType.objectId] = Rank.objectId;
ranks[BsonType.bool] = Rank.bool;
ranks[BsonType.date] = Rank.date;
ranks[BsonType.timestamp] = Rank.timestamp;
ranks[BsonType.regex] = Rank.regex;
ranks[BsonType.dbPointer] = Rank.dbPointer;
ranks[BsonType.code] = Rank.code;
ranks[BsonType.codeWithScope] = Rank.codeWithScope;
ranks[BsonType.maxKey] = Rank.maxKey;

export const rankOf = (type: number): number => ranks[type]!;

/** Names that `$type` understands. */
export const typeAliases: ReadonlyMap<string, number> = new Map([
  ['double', BsonType.double],
  ['string', BsonType.string],
  ['object', BsonType.document],
  ['array', BsonType.array],
  ['binData', BsonType.binary],
  ['undefined', BsonType.undefined],
  ['objectId', BsonType.objectId],
  ['bool', BsonType.bool],
  ['date', BsonType.date],
  ['null', BsonType.null],
  ['regex', BsonType.regex],
  ['dbPointer', BsonType.dbPointer],
  ['javascript', BsonType.code],
  ['symbol', BsonType.symbol],
  ['javascriptWithScope', BsonType.codeWithScope],
  ['int', BsonType.int],
  ['timestamp', BsonType.timestamp],
  ['long', BsonType.long],
  ['decimal', BsonType.decimal],
  ['minKey', BsonType.minKey],
  ['maxKey', BsonType.maxKey],
]);

export function typeName(type: number): string {
  for (const [name, code] of typeAliases) if (code === type) return name;
  return 'missing';
}
