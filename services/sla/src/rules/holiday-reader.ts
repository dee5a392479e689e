import { Injectable } from '@nestjs/common';
import { problemOf } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { wrong } from '../domain/edits.js';
import { FetchRefused, guardedFetch, type FetchLimits } from './guarded-fetch.js';
import { holidaysIn, NoHolidays } from './holidays-in.js';

const limits = { timeoutMs: 4_000, maxBytes: 1_000_000 };

/** Reads holidays from iCalendar texts and addresses. */
@Injectable()
export class HolidayReader {
  constructor(
    private readonly time: Time,
    private readonly allowPrivate: boolean,
  ) {}

  /** @throws Problem `validation-failed` */
  read(ics: string, pointer = '/ics'): string[] {
    try {
      return holidaysIn(ics, this.time.now());
    } catch (error) {
      throw error instanceof NoHolidays ? wrong(pointer, error.message) : error;
    }
  }

  /** @throws Problem `validation-failed` */
  async readUrl(url: string): Promise<string[]> {
    const bounded: FetchLimits = { ...limits, allowPrivate: this.allowPrivate };
    const ics = await guardedFetch(url, bounded).catch((error: unknown): never => {
      throw error instanceof FetchRefused ? wrong('/url', `the address ${error.message}`) : error;
    });
    return this.read(ics, '/url');
  }
}

/** What a person is told about a source that could not be read. */
export const wordsOf = (error: unknown): string =>
  (problemOf(error).errors?.[0]?.message ?? 'cannot be read').slice(0, 500);
