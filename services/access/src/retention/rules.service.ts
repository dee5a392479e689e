import { Injectable } from '@nestjs/common';
import {
  countOldData,
  Problem,
  type RetentionPreview,
  type RetentionRules,
  type RetentionRulesView,
  type SaveRetentionRules,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { Time } from '@deskbeat/service';
import { AuditCut } from '../audit/audit-cut.service.js';
import { HoldStore } from './hold.store.js';
import { isAny, limitsOf, nightAfter } from './domain/rules.js';
import { RetentionRulesStore, type RetentionRulesDocument } from './rules.store.js';

const asked = { actor: { kind: 'system', id: 'access' }, deadlineMs: 10_000 } as const;

/** How long personal data is kept (docs/adr/0023-how-long-data-is-kept.md). */
@Injectable()
export class RetentionRulesService {
  constructor(
    private readonly store: RetentionRulesStore,
    private readonly holds: HoldStore,
    private readonly bus: Bus,
    private readonly log: AuditCut,
    private readonly time: Time,
  ) {}

  async get(): Promise<RetentionRulesView> {
    const known = await this.store.load();
    return known ? viewOf(known) : {};
  }

  /** @throws Problem `version-conflict` */
  async save({ seenVersion, ...rules }: SaveRetentionRules): Promise<RetentionRulesView> {
    const nextRunAt = isAny(rules) ? nightAfter(new Date(this.time.now())) : undefined;
    const next = { version: (seenVersion ?? 0) + 1, ...rules, ...(nextRunAt && { nextRunAt }) };
    if (await this.store.save(seenVersion, next)) return viewOf(next);
    throw new Problem('version-conflict', { context: { currentVersion: (await this.store.load())?.version } });
  }

  async preview(rules: RetentionRules): Promise<RetentionPreview> {
    const { tickets, notices, auditRecords } = limitsOf(rules, new Date(this.time.now()));
    const held = await this.holds.count();
    return {
      ...(tickets && {
        tickets: await this.bus.ask(countOldData.intake, { before: tickets.toISOString() }, asked),
      }),
      ...(notices && {
        notices: await this.bus.ask(countOldData.notifications, { before: notices.toISOString() }, asked),
      }),
      ...(auditRecords && { auditRecords: await this.log.count(auditRecords) }),
      holds: held,
    };
  }
}

const viewOf = ({
  version,
  closedTicketsMonths,
  noticesDays,
  auditYears,
  nextRunAt,
}: Omit<RetentionRulesDocument, '_id'>): RetentionRulesView => ({
  version,
  ...(closedTicketsMonths !== undefined && { closedTicketsMonths }),
  ...(noticesDays !== undefined && { noticesDays }),
  ...(auditYears !== undefined && { auditYears }),
  ...(nextRunAt && { nextRunAt: nextRunAt.toISOString() }),
});
