import { documentOf } from '../bson/writer.js';
import { Value } from '../bson/raw.js';
import { Arguments } from './arguments.js';
import { Modification } from './modification.js';
import { runEach } from './statements.js';
import { Call, type Engine } from '../engine.js';

/** Removes what TTL indexes say has expired, in slices as any large delete. Returns how many. */
export async function removeExpired(engine: Engine, now: number): Promise<number> {
  let removed = 0;
  for (const { db, name, readable } of engine.catalog.all()) {
    const call = new Call(engine, 'delete', db, new Arguments(documentOf({ delete: name })));
    for (const { name: hint, fields, expireAfterSeconds } of readable) {
      if (expireAfterSeconds === undefined) continue;
      const expired = { $lt: new Date(now - expireAfterSeconds * 1000) };
      const parts = { filter: documentOf(new Map([[fields[0]!.path.text, expired]])), hint: Value.from(hint) };
      const done = ({ matched }: Modification) => (removed += matched);
      await runEach(engine, [parts], true, () => new Modification(call, call.args, parts, true, undefined, done).run);
    }
  }
  return removed;
}
