import { CommandError } from '../errors.js';
import { sameBytes } from '../bson/compare.js';
import { type Value } from '../bson/raw.js';
import type { Call } from '../engine.js';
import { inOrder, reading } from '../query/find.js';
import { matched } from '../query/path.js';
import { keep, type Hit } from '../query/scan.js';
import { drain } from '../server/slices.js';
import type { Collection } from '../storage/collection.js';
import { idOf } from '../storage/collection.js';
import { checkId } from '../update/stored.js';
import { compileUpdate, type Updater } from '../update/update.js';
import { upsertDocument } from '../update/upsert.js';
import type { Arguments } from './arguments.js';
import { prepare, scanOf, type Query, type QueryParts } from './query.js';
import type { Statement } from './statements.js';

/** Stretches of a scan that one statement may read inside of a transaction; more are read beforehand. */
const READ_INSIDE = 3;

/** Updates or (without a change) removes the documents that a filter finds, and inserts one when told to. */
export class Modification {
  readonly query: Query;
  matched = 0;
  modified = 0;
  upserted: Value | undefined;
  /** The last document, as it was and as it is. */
  before: Value | undefined;
  after: Value | undefined;
  /** Where the filter matched inside of an array of the document, or -1. */
  position = -1;
  private readonly collection: Collection | undefined;
  private readonly updater: Updater | undefined;
  /** Records that matched when they were read ahead. */
  private candidates: number[] | undefined;
  private readonly limit: number;

  constructor(
    private readonly call: Call,
    private readonly args: Arguments,
    parts: QueryParts,
    private readonly many: boolean,
    private readonly change: Value | undefined,
    private readonly finished: (done: Modification) => void = () => undefined,
  ) {
    this.collection = call.collection;
    this.limit = many ? Infinity : 1;
    this.query = prepare(this.collection, parts);
    const arrayFilters = args.array('arrayFilters');
    this.updater = change && compileUpdate(change, { arrayFilters, ...this.query.context });
  }

  readonly run: Statement = (until) => {
    if (this.collection && this.collection !== this.call.collection) {
      throw new CommandError(175, 'the collection was dropped meanwhile');
    }
    if (this.collection && !this.candidates) {
      const hits = this.readInside();
      if (!hits) return () => this.readAhead();
      for (const hit of hits) this.apply(hit);
    }
    while (this.candidates && this.candidates.length > 0) {
      if (this.many && performance.now() > until) return false;
      if (this.applyAgain(this.candidates.pop()!)) continue;
      this.candidates = undefined;
      return false;
    }
    if (this.matched === 0 && this.updater && this.args.flag('upsert')) this.upsert(this.updater);
    this.finished(this);
    return true;
  };

  /** Undefined when there is too much to look at here. */
  private readInside(): Hit[] | undefined {
    const hits: Hit[] = [];
    let stretches = 0;
    for (const hit of inOrder(this.scan(), this.query.order, 0, this.limit)) {
      if (hit) hits.push(keep(hit));
      else if (++stretches === READ_INSIDE) return undefined;
    }
    return hits;
  }

  /** Notes which documents match. Whether they still do is looked at again when they are changed. */
  private async readAhead(): Promise<void> {
    const scan = this.scan();
    const records: number[] = [];
    await drain(reading(inOrder(scan, this.query.order, 0, this.limit), scan), ({ record }) => records.push(record));
    this.candidates = records.reverse();
  }

  private readonly scan = () => scanOf(this.call.engine.store, this.collection!, this.query, this.limit);

  /** False when the one document that was chosen is no longer what is wanted. */
  private applyAgain(record: number): boolean {
    const document = this.collection!.read(record);
    matched.position = -1;
    const still = document !== undefined && this.query.matcher(document);
    if (still) this.apply({ record, document, position: matched.position });
    return still || this.many;
  }

  private apply({ record, document, position }: Hit): void {
    this.matched++;
    this.before = document;
    this.position = position;
    if (!this.updater) return this.collection!.remove(record, document);
    this.after = this.updater(document, position);
    if (sameBytes(document, this.after)) return;
    this.collection!.replace(record, document, this.after, this.updater.touched);
    this.modified++;
  }

  private upsert(updater: Updater): void {
    const document = upsertDocument(this.query.filter, this.change!, updater);
    checkId(idOf(document)!);
    const collection = this.call.engine.catalog.getOrCreate(this.call.db, this.call.target);
    collection.insert(document);
    this.upserted = idOf(document);
    this.after = document;
  }
}
