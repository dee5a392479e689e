import { Injectable } from '@nestjs/common';
import { viewColumns, type ViewColumn } from '@deskbeat/contracts';
import { FieldSights } from '../field-rules/field-sights.js';
import { RuleBook } from '../ticket/rule-book.js';
import { datesAmong } from './domain/table.js';

/** What stands in a table. */
@Injectable()
export class TableColumns {
  constructor(
    private readonly sights: FieldSights,
    private readonly rules: RuleBook,
  ) {}

  /** Without the columns that are kept from whoever asks; all where none are chosen. */
  async of(chosen: readonly ViewColumn[]): Promise<{ columns: ViewColumn[]; dates: ViewColumn[] }> {
    const hidden = (await this.sights.ofAnswered())?.hiddenKeys('ticket').map((key) => `field.${key}`) ?? [];
    const columns = (chosen.length > 0 ? chosen : viewColumns).filter((column) => !hidden.includes(column));
    return { columns, dates: datesAmong(columns, [...(await this.rules.current()).types.values()]) };
  }
}
