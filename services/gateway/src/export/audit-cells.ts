import type { AuditRecordView } from '@deskbeat/contracts';

export const auditColumns: readonly string[] = [
  'sequence',
  'at',
  'action',
  'outcome',
  'actor',
  'actorName',
  'on',
  'onName',
  'changes',
  'address',
  'device',
  'session',
  'service',
  'code',
  'traceId',
  'id',
  'previous',
  'hash',
];

/** A record as a line of a table; what changed is `field: before → after`. */
export function auditCells(record: AuditRecordView): string[] {
  const { sequence, at, action, outcome, actor, on, changes = [], address, device, session } = record;
  const { service, code, traceId, id, previous, hash } = record;
  const changed = changes.map(({ field, before = '', after = '' }) => `${field}: ${before} → ${after}`).join('\n');
  const who = `${actor.kind}:${actor.id}`;
  const thing = on && [on.kind, on.id].filter((part) => part !== undefined).join(':');
  const told = [sequence, at, action, outcome, who, actor.name, thing, on?.name, changed, address, device, session];
  return [...told, service, code, traceId, id, previous, hash].map((cell) => String(cell ?? ''));
}
