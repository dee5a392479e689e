import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '@deskbeat/contracts';
import { OpaqueTicket } from '../api/opaque-ticket.pipe.js';
import { Authentication } from '../access/authentication.service.js';
import { callerOf, creditOf } from '../access/callers.js';
import { speakerOf } from '../access/speaker.js';
import { payloadFrom, type QueryFields } from '../edge/query.js';
import { FeedVeil } from './feed-veil.js';
import { LiveFeed } from './live-feed.js';
import { TicketSight } from './ticket-sight.js';
import { PresenceBeats } from './presence-beats.js';

const parameters: QueryFields = new Map([
  ['ticketId', 'text'],
  ['personId', 'text'],
]);

@Controller('api/v1/live')
export class LiveController {
  constructor(
    private readonly feed: LiveFeed,
    private readonly opaque: OpaqueTicket,
    private readonly beats: PresenceBeats,
    private readonly sight: TicketSight,
    private readonly veil: FeedVeil,
    private readonly authentication: Authentication,
  ) {}

  /** Server-sent events of all tickets, or of one, and of a person's inbox. As long as it is open, the person is there. */
  @Get()
  async follow(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { ticketId: asked, personId } = payloadFrom(request.query as Record<string, unknown>, parameters) as {
      ticketId?: string;
      personId?: string;
    };
    const { ticketId } = asked === undefined ? {} : await this.opaque.transform({ ticketId: asked });
    const speaker = speakerOf(request);
    const sees = await this.sight.ofFeed(speaker, { ticketId, personId });
    const lastEventId = sequenceOf(request.headers['last-event-id']);
    const credit = creditOf(callerOf(request));
    if (request.method === 'HEAD') return void reply.type('text/event-stream').send();
    // A change while the owners were asked was not heard for this connection.
    await this.authentication.of(request);
    const veil = this.veil.of(speaker.identity);
    await this.feed.follow(reply, { ticketId, personId, sees, veil, lastEventId, credit });
    if (!reply.raw.destroyed) reply.raw.once('close', this.beats.connected(speaker.actor, personId));
  }
}

function sequenceOf(lastEventId: string | string[] | undefined): number | undefined {
  if (lastEventId === undefined || lastEventId === '') return undefined;
  if (/^\d{1,15}$/.test(String(lastEventId))) return Number(lastEventId);
  throw new Problem('malformed-request', { detail: 'Last-Event-ID must be an id that the feed gave' });
}
