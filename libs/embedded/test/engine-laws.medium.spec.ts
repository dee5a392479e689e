import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'bson';
import fc from 'fast-check';
import { compareValues } from '../src/engine/bson/compare.js';
import { keyOf } from '../src/engine/bson/key-string.js';
import { Value } from '../src/engine/bson/raw.js';
import { validateDocument } from '../src/engine/bson/validate.js';
import { compileFilter } from '../src/engine/query/match.js';
import { planQuery, type Plan } from '../src/engine/query/plan.js';
import { countKeys, Scan } from '../src/engine/query/scan.js';
import { compareSorted, parseSort, Sorter, sortValues, type Order } from '../src/engine/query/sort.js';
import { Catalog } from '../src/engine/storage/catalog.js';
import type { Collection } from '../src/engine/storage/collection.js';
import { Store } from '../src/engine/storage/store.js';
import { insertable } from '../src/engine/update/stored.js';
import { compileUpdate } from '../src/engine/update/update.js';
import { aDocument, aFilter, anIndexKey, anyValue, aSort } from './engine/arbitrary.js';
import { compareByTheBook } from './engine/order.js';

/** More for a long search: `LAW_RUNS=2000`. */
const RUNS = Number(process.env.LAW_RUNS ?? 100);

const document = (js: object) => Value.document(Buffer.from(serialize(js)));

describe('values', () => {
  it('have key strings in the order of their comparison, over all types', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const expected = Math.sign(compareByTheBook(a, b));
        const [x, y] = [Value.from(a), Value.from(b)];
        expect(Math.sign(Buffer.compare(keyOf(x), keyOf(y)))).toBe(expected);
        expect(Math.sign(compareValues(x, y))).toBe(expected);
      }),
      { numRuns: RUNS * 10 },
    );
  });

  it('have key strings that never begin with one another', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const [x, y] = [keyOf(Value.from(a)), keyOf(Value.from(b))];
        if (!x.equals(y)) expect(y.subarray(0, x.length).equals(x)).toBe(false);
      }),
      { numRuns: RUNS * 3, examples: [['a', 'a\0b']] },
    );
  });

  it('pass validation when the driver made them, and any change of a length is noticed or harmless', () => {
    fc.assert(
      fc.property(anyValue, fc.nat(), fc.nat(255), (value, at, byte) => {
        const raw = Buffer.from(serialize({ value }));
        expect(validateDocument(raw, 0, raw.length)).toBe(raw.length);
        raw[at % raw.length] = byte;
        try {
          validateDocument(raw, 0, raw.length);
        } catch {
          return;
        }
        Value.document(raw).entries();
      }),
      { numRuns: RUNS * 3 },
    );
  });
});

describe('an index', () => {
  let dir: string;
  let store: Store;
  let catalog: Catalog;
  let round = 0;

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'engine-laws-'));
    store = new Store({ dir });
    catalog = new Catalog(store);
  });

  afterAll(async () => {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  });

  function read(collection: Collection, plan: Plan, filter: Value): Value[] {
    const scan = new Scan(store, collection, plan, compileFilter(filter), 2);
    const out: Value[] = [];
    for (const hit of scan.hits()) {
      if (hit) out.push(hit.document.kept());
      if (out.length % 2 === 0) scan.resume();
    }
    return out;
  }

  const ids = (documents: Value[]) => documents.map((each) => each.get('_id')!.toJs() as number);

  it('finds what a scan finds, in an order that the sort allows', async () => {
    const example = fc.tuple(
      fc.array(aDocument, { maxLength: 12 }),
      fc.array(
        fc.tuple(
          anIndexKey,
          fc.constantFrom(
            {},
            { sparse: true },
            { partialFilterExpression: { c: { $exists: true } } },
            { partialFilterExpression: { c: { $gt: 1 } } },
          ),
        ),
        { minLength: 1, maxLength: 3 },
      ),
      fc.array(aFilter, { minLength: 1, maxLength: 4 }),
      aSort,
    );
    await fc.assert(
      fc.asyncProperty(example, async ([documents, indexes, filters, sort]) => {
        const name = `c${round++}`;
        const collection = await store.write(() => catalog.create('laws', name));
        await store
          .write(() => {
            indexes.forEach(([key, options], i) => {
              const index = catalog.beginIndex(collection, Value.from({ key, name: `index${i}`, ...options }));
              if (index) catalog.finishIndex(collection, index);
            });
          })
          .catch(() => undefined);
        const stored: Value[] = [];
        for (const [i, each] of documents.entries()) {
          const value = insertable(document({ _id: i, ...each }));
          await store
            .write(() => collection.insert(value))
            .then(
              () => stored.push(value),
              (error: { code: number }) => expect(error.code).toBe(171),
            );
        }
        for (const js of filters) {
          const filter = Value.from(js);
          const matches = compileFilter(filter);
          const expected = stored.filter(matches);
          const fields = parseSort(Value.from(sort));
          const sorter = new Sorter<{ document: Value }>({ fields });
          for (const each of expected) sorter.add({ document: each });
          const inOrder = sorter.result().map((entry) => entry.document);
          for (const index of collection.readable) {
            const free = planQuery(collection, { filter, sort: fields });
            const plans = [free, ...(free.index === index ? [] : [planned(collection, filter, fields, index.name)])];
            for (const plan of plans) {
              if (!plan) continue;
              const found = read(collection, plan, filter);
              expect(ids(found).sort()).toEqual(ids(expected).sort());
              if (plan.sorted) expectSameOrder(found, inOrder, { fields });
              if (plan.exact && plan.index) expect(countKeys(store, plan)).toBe(expected.length);
            }
          }
        }
      }),
      { numRuns: RUNS / 2 },
    );
  }, 60_000);

  /** The plan over one index, if the planner would ever take it by itself. */
  function planned(
    collection: Collection,
    filter: Value,
    sort: ReturnType<typeof parseSort>,
    name: string,
  ): Plan | undefined {
    const others = collection.indexes;
    collection.indexes = others.filter((index) => index.name === name);
    const plan = planQuery(collection, { filter, sort });
    collection.indexes = others;
    return plan;
  }

  function expectSameOrder(found: Value[], expected: Value[], order: Order): void {
    found.forEach((each, i) => {
      expect(compareSorted(sortValues(each, order), sortValues(expected[i]!, order), order)).toBe(0);
    });
  }
});

describe('an update', () => {
  it('leaves every field that it does not name byte for byte as it was', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (kept, put) => {
        const before = document({ _id: 1, kept, changed: 1 });
        const after = compileUpdate(Value.from({ $set: { changed: put } }))(before, -1);
        expect(after.get('kept')!.bytes().equals(before.get('kept')!.bytes())).toBe(true);
        expect(validateDocument(after.bytes(), 0, after.end - after.start)).toBe(after.end - after.start);
        expect(deserialize(after.bytes(), { promoteValues: false })).toHaveProperty('changed');
      }),
      { numRuns: RUNS },
    );
  });
});
