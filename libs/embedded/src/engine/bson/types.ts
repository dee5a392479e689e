/** BSON element types as they stand on the wire, under the names that `$type` understands. */
export const BsonType = {
  double: 0x01,
  string: 0x02,
  object: 0x03,
  array: 0x04,
  binData: 0x05,
  undefined: 0x06,
  objectId: 0x07,
  bool: 0x08,
  date: 0x09,
  null: 0x0a,
  regex: 0x0b,
  dbPointer: 0x0c,
  javascript: 0x0d,
  symbol: 0x0e,
  javascriptWithScope: 0x0f,
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
  double: 30,
  int: 30,
  long: 30,
  decimal: 30,
  string: 60,
  symbol: 60,
  object: 70,
  array: 80,
  binData: 90,
  objectId: 100,
  bool: 110,
  date: 120,
  timestamp: 130,
  regex: 140,
  dbPointer: 150,
  javascript: 160,
  javascriptWithScope: 170,
  maxKey: 240,
} as const satisfies Record<keyof typeof BsonType, number>;

const types = new Map<string, number>(Object.entries(BsonType));
const names = new Map([...types].map(([name, type]) => [type, name]));
const ranks = new Uint8Array(256);
for (const [name, rank] of Object.entries(Rank)) ranks[types.get(name)!] = rank;

/** 0 for bytes that stand for no type. */
export const rankOf = (type: number): number => ranks[type]!;
export const typeNamed = (name: string): number | undefined => types.get(name);
export const typeName = (type: number): string => names.get(type) ?? 'missing';
