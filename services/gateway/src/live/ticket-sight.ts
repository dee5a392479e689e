import { Injectable } from '@nestjs/common';
import { getRelations, listInbox, Problem, seeTickets } from '@deskbeat/contracts';
import { Authority, Bus, type AskOptions } from '@deskbeat/messaging';
import { entitlementOf } from '@deskbeat/permissions';
import type { Frame } from './frame.js';
import type { Sees } from './live-client.js';

/** For how long it is believed that somebody sees a ticket. */
const believedMs = 30_000;
/** What may bring a ticket into somebody's reach, or take it out. */
const moves = /event: (timeline\.assignment-recorded|ticket\.follower-)/;

type Speaker = Pick<AskOptions, 'actor' | 'identity'>;
interface Asked {
  ticketId?: string;
  personId?: string;
}

/** Who may see what the gateway itself knows of tickets: the live feed, and who has one open. */
@Injectable()
export class TicketSight {
  constructor(
    private readonly bus: Bus,
    private readonly authority: Authority,
  ) {}

  /** @throws Problem `forbidden` for who sees no inside of tickets, `not-found` for one that is out of reach or is none */
  async need({ actor, identity }: Speaker, ticketId: string): Promise<void> {
    const isOutside =
      identity && this.authority.isEnforced && entitlementOf(identity).of(getRelations.subject) === 'no';
    if (isOutside) throw new Problem('forbidden');
    await this.bus.ask(seeTickets, { ids: [ticketId] }, { actor, identity });
  }

  /**
   * @returns what is to be asked before each frame; nothing for who sees every ticket
   * @throws Problem `forbidden` for an inbox of somebody else, `not-found` for a ticket out of reach
   */
  async ofFeed(speaker: Speaker, { ticketId, personId }: Asked): Promise<Sees | undefined> {
    const { identity } = speaker;
    if (!identity || !this.authority.isEnforced) return undefined;
    const entitled = entitlementOf(identity);
    if (personId !== undefined && !entitled.covers(listInbox.subject, { id: personId })) throw new Problem('forbidden');
    const verdict = entitled.of(getRelations.subject);
    if (verdict === 'no') throw new Problem('forbidden');
    if (verdict === 'yes') return undefined;
    if (ticketId !== undefined) await this.need(speaker, ticketId);
    return this.seeing(speaker);
  }

  private seeing(speaker: Speaker): Sees {
    const known = new Map<string, { isSeen: boolean; until: number }>();
    return async ({ ticketId, personId, bytes }: Frame) => {
      if (personId !== undefined || ticketId === undefined) return true;
      const before = known.get(ticketId);
      const isOld = !before || before.until < Date.now() || moves.test(bytes.toString('latin1', 0, 120));
      if (!isOld) return before.isSeen;
      const isSeen = await this.isSeen(speaker, ticketId);
      known.set(ticketId, { isSeen, until: Date.now() + believedMs });
      if (known.size > 2_000) known.delete(known.keys().next().value!);
      return isSeen;
    };
  }

  /** What cannot be looked up is not shown. */
  private isSeen(speaker: Speaker, ticketId: string): Promise<boolean> {
    return this.need(speaker, ticketId).then(
      () => true,
      () => false,
    );
  }
}
