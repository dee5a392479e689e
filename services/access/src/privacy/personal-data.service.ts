import { Injectable } from '@nestjs/common';
import type { PersonalData, PersonalRecord, ReadPersonalData } from '@deskbeat/contracts';
import { decodeCursor, encodeCursor } from '@deskbeat/persistence';
import { AuditService } from '../audit/audit.service.js';

/** What the audit log tells of somebody: what they did, and what was done to what is kept about them. */
@Injectable()
export class PersonalDataService {
  constructor(private readonly log: AuditService) {}

  async read({ ids, cursor }: ReadPersonalData): Promise<PersonalData> {
    const [at, page] = cursor === undefined ? [0, ''] : decodeCursor(cursor, 2);
    const id = ids[Math.floor(Number(at) / 2)];
    if (id === undefined) return { records: [] };
    const asked = Number(at) % 2 === 0 ? { actor: id } : { on: id };
    const { items, next } = await this.log.search({
      ...asked,
      limit: 200,
      ...(page !== '' && { cursor: String(page) }),
    });
    const records = items.map((record): PersonalRecord => ({ name: `audit/${record.sequence}`, data: record }));
    return { records, next: encodeCursor(next === undefined ? [Number(at) + 1, ''] : [Number(at), next]) };
  }
}
