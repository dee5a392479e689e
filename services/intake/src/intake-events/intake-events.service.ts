import { Injectable } from '@nestjs/common';
import { IntakeEvent, validated, type Actor, type IntakeReceipt, type OpenTicket } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { Recently } from '../recently.js';
import { OpeningService } from '../ticket/opening.service.js';

const remembered = 5_000;

/** Issues that other company systems report as CloudEvents. */
@Injectable()
export class IntakeEventsService {
  /** A publisher that waits is served twice: over the stream and by request. The second one needs no write. */
  private readonly accepted = new Recently<{ report: string; receipt: Promise<IntakeReceipt> }>(remembered);

  constructor(
    private readonly opening: OpeningService,
    private readonly time: Time,
  ) {}

  /**
   * The ticket of a reported issue; for one reporter, `source` + `id` of the event name it for good.
   * @param reporter the system that published it, as the bus knows it
   * @param report JSON as it came
   * @throws Problem `validation-failed`, `malformed-request`, `idempotency-mismatch`
   */
  async accept(reporter: string, report: unknown): Promise<IntakeReceipt> {
    const event = validated(IntakeEvent, withoutExtensions(report));
    const key = JSON.stringify([reporter, event.source, event.id]);
    const known = this.accepted.get(key);
    const content = JSON.stringify(event.data);
    if (known?.report === content) return known.receipt;
    const receipt = this.open(reporter, event);
    this.accepted.set(key, { report: content, receipt });
    return receipt.catch((error: unknown) => {
      this.accepted.delete(key);
      throw error;
    });
  }

  private async open(reporter: string, event: IntakeEvent): Promise<IntakeReceipt> {
    const actor: Actor = { kind: 'system', id: reporter, name: event.source };
    const { ticket } = await this.opening.open(requestOf(reporter, event), actor, new Date(this.time.now()));
    return { ticketId: ticket._id, number: ticket.number };
  }
}

const attributes = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'datacontenttype',
  'dataschema',
  'subject',
  'time',
  'traceparent',
  'tracestate',
  'data',
]);

/** CloudEvents lets anybody add attributes of their own: lower-case names with plain values. They mean nothing here. */
function withoutExtensions(report: unknown): unknown {
  if (typeof report !== 'object' || report === null || Array.isArray(report)) return report;
  const isExtension = (name: string, value: unknown): boolean =>
    !attributes.has(name) && /^[a-z0-9]{1,20}$/.test(name) && ['string', 'number', 'boolean'].includes(typeof value);
  return Object.fromEntries(Object.entries(report).filter(([name, value]) => !isExtension(name, value)));
}

/**
 * What an event says of its source is a claim: beside its reporter it takes nobody else's place, nor does a key that came
 * by HTTP, which has no blanks.
 */
const requestOf = (reporter: string, { source, id, time, data }: IntakeEvent): OpenTicket => ({
  ...data,
  channel: 'system',
  intakeKey: { source: `${reporter} ${source}`, key: id },
  ...(time !== undefined && { reportedAt: time }),
});
