const NAMES = `
  1 InternalError, 2 BadValue, 9 FailedToParse, 13 Unauthorized, 14 TypeMismatch, 20 IllegalOperation,
  26 NamespaceNotFound, 27 IndexNotFound, 28 PathNotViable, 40 ConflictingUpdateOperators, 43 CursorNotFound,
  48 NamespaceExists, 50 MaxTimeMSExpired, 52 DollarPrefixedFieldName, 53 InvalidIdField, 54 NotSingleValueField,
  56 EmptyFieldName, 59 CommandNotFound, 66 ImmutableField, 67 CannotCreateIndex, 72 InvalidOptions,
  73 InvalidNamespace, 85 IndexOptionsConflict, 86 IndexKeySpecsConflict, 121 DocumentValidationFailure,
  146 ExceededMemoryLimit, 171 CannotIndexParallelArrays, 175 QueryPlanKilled, 197 InvalidIndexSpecificationOption,
  238 NotImplemented, 246 SnapshotUnavailable, 292 QueryExceededMemoryLimitNoDiskUseAllowed,
  10334 BSONObjectTooLarge, 11000 DuplicateKey, 11601 Interrupted, 14031 OutOfDiskSpace`;
const CODE_NAMES = new Map(Array.from(NAMES.matchAll(/(\d+) (\w+)/g), ([, code, name]) => [Number(code), name!]));

/** An answer `{ ok: 0, code, errmsg }`: the command failed and the connection lives on. */
export class CommandError extends Error {
  constructor(
    readonly code: number,
    message: string,
    /** Further fields of the answer. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }

  get codeName(): string {
    return CODE_NAMES.get(this.code) ?? `Location${this.code}`;
  }
}

export const badValue = (message: string) => new CommandError(2, message);
export const failedToParse = (message: string) => new CommandError(9, message);
export const typeMismatch = (message: string) => new CommandError(14, message);
export const unsupported = (what: string) =>
  new CommandError(238, `${what} is not supported by the embedded engine; use a MongoDB server (MONGODB_URI)`);
