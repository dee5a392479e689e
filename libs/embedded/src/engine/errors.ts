const CODE_NAMES = new Map(
  Object.entries({
    InternalError: 1,
    BadValue: 2,
    FailedToParse: 9,
    Unauthorized: 13,
    TypeMismatch: 14,
    IllegalOperation: 20,
    NamespaceNotFound: 26,
    IndexNotFound: 27,
    PathNotViable: 28,
    ConflictingUpdateOperators: 40,
    CursorNotFound: 43,
    NamespaceExists: 48,
    MaxTimeMSExpired: 50,
    DollarPrefixedFieldName: 52,
    InvalidIdField: 53,
    NotSingleValueField: 54,
    EmptyFieldName: 56,
    CommandNotFound: 59,
    ImmutableField: 66,
    CannotCreateIndex: 67,
    InvalidOptions: 72,
    InvalidNamespace: 73,
    IndexOptionsConflict: 85,
    IndexKeySpecsConflict: 86,
    DocumentValidationFailure: 121,
    ExceededMemoryLimit: 146,
    CannotIndexParallelArrays: 171,
    QueryPlanKilled: 175,
    InvalidIndexSpecificationOption: 197,
    NotImplemented: 238,
    SnapshotUnavailable: 246,
    QueryExceededMemoryLimitNoDiskUseAllowed: 292,
    BSONObjectTooLarge: 10334,
    DuplicateKey: 11000,
    Interrupted: 11601,
    OutOfDiskSpace: 14031,
  }).map(([name, code]) => [code, name]),
);

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
