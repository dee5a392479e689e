import { Injectable } from '@nestjs/common';
import { AuditStore } from './audit.store.js';

/** Takes out of the log what was changed of somebody. Their id stays: it is the id of nobody any more. */
@Injectable()
export class ForgettingInLog {
  constructor(private readonly store: AuditStore) {}

  /** @param erasedBy the recorded action that answers for it @returns of how many records */
  async forget(ids: readonly string[], erasedBy: string): Promise<number> {
    let count = 0;
    for (const id of ids) count += await this.store.eraseWhat(id, erasedBy);
    return count;
  }

  /** Also who did what somebody did who works here no more: their id stays, not their name nor where they were. */
  async forgetPerson(id: string, erasedBy: string): Promise<number> {
    return (await this.store.eraseWhat(id, erasedBy)) + (await this.store.eraseWho(id, erasedBy));
  }
}
