import { Injectable, type PipeTransform } from '@nestjs/common';
import { getTicket } from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';

const number = /^DB-\d{1,12}$/i;

/** People name a ticket by its number; services other than its owner know its id only, and ask whether they may see it. */
@Injectable()
export class OpaqueTicket implements PipeTransform<{ ticketId: string }, Promise<{ ticketId: string }>> {
  constructor(private readonly bus: Bus) {}

  async transform(asked: { ticketId: string }): Promise<{ ticketId: string }> {
    if (!number.test(asked.ticketId)) return asked;
    const options = { actor: { kind: 'system', id: 'gateway' } } as const;
    const { id } = await this.bus.ask(getTicket, { id: asked.ticketId.toUpperCase() }, options);
    return { ...asked, ticketId: id };
  }
}
