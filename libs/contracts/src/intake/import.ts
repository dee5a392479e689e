import { IsBoolean, IsInt, IsString, Matches, MaxLength } from 'class-validator';
import { Page } from '../common.js';
import { Id, Instant, Line, ListOf, Maybe, OneOf, Whole } from '../fields.js';

/** Characters of a part of a file at most. */
export const longestPart = 60_000;

/** The next part of a file, cut anywhere but in a character. */
export class ImportPart {
  @Id() importId: string;
  /** Counts from 0. A part that was taken before is not taken again. */
  @Whole(0, 1_000_000) part: number;
  @IsString()
  @MaxLength(longestPart)
  @Matches(/^\P{Cs}*$/u, { message: '$property is cut in the middle of a character' })
  text: string;
  @Maybe() @IsBoolean() last?: boolean;
}

export class GetImport {
  @Id() importId: string;
}

export class ImportProgress {
  @Id() id: string;
  @IsBoolean() dryRun: boolean;
  @OneOf(['open', 'done']) state: 'open' | 'done';
  /** Number of the part to send next. */
  @IsInt() nextPart: number;
  @IsInt() rows: number;
  @Instant() createdAt: string;
}

export class ImportRowPage extends Page {
  @Id() importId: string;
}

export class CellError {
  /** `/email`: the column. */
  @Line(100) pointer: string;
  @Line(2_000) message: string;
}

/** What became of a row. */
export class RowReport {
  /** Counts from 1, without the row of the names. */
  @IsInt() row: number;
  @ListOf(() => CellError, 100) errors: CellError[];
}
