import { failedToParse } from '../errors.js';
import { sameBytes } from '../bson/compare.js';
import { toInteger } from '../bson/number.js';
import type { Value } from '../bson/raw.js';
import { pipelineUpdate } from '../aggregate/expressions.js';
import type { Engine } from '../engine.js';
import { compileProjection, type Projection } from '../query/project.js';
import type { Hit } from '../query/scan.js';
import { idOf, type Collection } from '../storage/collection.js';
import { checkId, compileUpdate, isReplacement, type Updater } from '../update/update.js';
import { upsertDocument } from '../update/upsert.js';
import type { Arguments } from './arguments.js';
import { partsOf } from './query.js';
import type { Statement } from './statement-runner.js';
import { Target } from './target.js';

export interface StatementInput {
  db: string;
  name: string;
  args: Arguments;
  let: Value | undefined;
  /** The collection's validator is not asked. */
  bypass: boolean;
}

export interface ModificationResult {
  matched: number;
  modified: number;
  upserted?: Value;
}

const collectionFor = (engine: Engine, { db, name }: StatementInput): Collection | undefined =>
  engine.catalog.get(`${db}.${name}`);

function updaterOf(
  update: Value,
  { args, let: variables }: StatementInput,
  collator: Target['query']['collator'],
): Updater {
  return compileUpdate(update, {
    arrayFilters: args.array('arrayFilters'),
    collator,
    pipeline: pipelineUpdate({ let: variables, collation: args.document('collation') }),
  });
}

abstract class TargetStatement implements Statement {
  protected constructor(
    protected readonly engine: Engine,
    protected readonly input: StatementInput,
    protected readonly target: Target,
  ) {}

  abstract run(until: number): boolean;

  get needsReading(): boolean {
    return this.target.needsReading;
  }

  read(): Promise<void> {
    return this.target.read();
  }

  protected apply({ record, document, position }: Hit, updater: Updater): { after: Value; changed: boolean } {
    const after = updater(document, position);
    const changed = !sameBytes(document, after);
    if (changed && !this.input.bypass) this.target.collection!.validate(after);
    if (changed) this.target.collection!.replace(record, document, after);
    return { after, changed };
  }

  protected upsert(update: Value, updater: Updater): Value {
    const document = upsertDocument(this.target.query.filter, update, updater);
    checkId(idOf(document)!);
    const collection = this.engine.catalog.getOrCreate(this.input.db, this.input.name);
    if (!this.input.bypass) collection.validate(document);
    collection.insert(document);
    return document;
  }
}

/** One statement of an `update` command. */
export class Modification extends TargetStatement {
  private readonly update: Value;
  private readonly updater: Updater;
  private readonly result: ModificationResult = { matched: 0, modified: 0 };

  constructor(
    engine: Engine,
    input: StatementInput,
    private readonly report: (result: ModificationResult) => void,
  ) {
    const { args } = input;
    const many = args.flag('multi');
    super(
      engine,
      input,
      new Target(engine, collectionFor(engine, input), { ...partsOf(args, 'q'), let: input.let }, many),
    );
    const update = args.get('u');
    if (!update) throw failedToParse("BSON field 'update.updates.u' is missing but a required field");
    if (many && isReplacement(update))
      throw failedToParse('multi update is not supported for replacement-style update');
    this.update = update;
    this.updater = updaterOf(update, input, this.target.query.collator);
  }

  run(until: number): boolean {
    const { result } = this;
    const complete = this.target.each(until, (hit) => {
      result.matched++;
      if (this.apply(hit, this.updater).changed) result.modified++;
    });
    if (!complete) return false;
    if (result.matched === 0 && this.input.args.flag('upsert')) {
      result.upserted = idOf(this.upsert(this.update, this.updater));
    }
    this.report(result);
    return true;
  }
}

/** One statement of a `delete` command. */
export class Deletion extends TargetStatement {
  constructor(
    engine: Engine,
    input: StatementInput,
    private readonly removed: () => void,
  ) {
    const limit = input.args.get('limit');
    const count = limit && toInteger(limit);
    if (count !== 0 && count !== 1)
      throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${count}`);
    const parts = { ...partsOf(input.args, 'q'), let: input.let };
    super(engine, input, new Target(engine, collectionFor(engine, input), parts, count === 0));
  }

  run(until: number): boolean {
    return this.target.each(until, ({ record, document }) => {
      this.target.collection!.remove(record, document);
      this.removed();
    });
  }
}

export interface FindAndModifyResult {
  value?: Buffer;
  updatedExisting: boolean;
  upserted?: Value;
  found: boolean;
}

/** The one document of a `findAndModify` command. */
export class FindAndModify extends TargetStatement {
  readonly result: FindAndModifyResult = { updatedExisting: false, found: false };
  private readonly update: Value | undefined;
  private readonly updater: Updater | undefined;
  private readonly projection: Projection;

  constructor(engine: Engine, input: StatementInput) {
    const { args } = input;
    super(engine, input, new Target(engine, collectionFor(engine, input), partsOf(args, 'query'), false));
    this.update = args.get('update');
    const removing = args.flag('remove');
    if (removing === (this.update !== undefined)) {
      throw failedToParse('Either an update or remove=true must be specified, but not both');
    }
    if (removing && args.flag('new'))
      throw failedToParse("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
    if (removing && args.flag('upsert')) throw failedToParse('Cannot specify both upsert=true and remove=true');
    this.projection = compileProjection(args.document('fields'), this.target.query.options);
    this.updater =
      this.update && updaterOf(this.update, { ...input, let: args.document('let') }, this.target.query.collator);
  }

  run(until: number): boolean {
    const wantsNew = this.input.args.flag('new');
    const { result, updater } = this;
    const complete = this.target.each(until, (hit) => {
      result.found = true;
      if (updater) {
        result.updatedExisting = true;
        const { after } = this.apply(hit, updater);
        result.value = this.projection(wantsNew ? after : hit.document, hit.position);
      } else {
        this.target.collection!.remove(hit.record, hit.document);
        result.value = this.projection(hit.document, hit.position);
      }
    });
    if (!complete) return false;
    if (!result.found && updater && this.input.args.flag('upsert')) {
      const document = this.upsert(this.update!, updater);
      result.upserted = idOf(document);
      if (wantsNew) result.value = this.projection(document, -1);
    }
    return true;
  }
}
