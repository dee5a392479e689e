import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import {
  actorIn,
  type Actor,
  type CannedReplyData,
  type CannedReplyList,
  type CannedReplyView,
  type Identity,
  type RenderCannedReply,
  type UpdateCannedReply,
  type Wording,
} from '@deskbeat/contracts';
import { collectionOf } from '@deskbeat/persistence';
import { Teams } from '../people/teams.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { Shelf, type Shelved } from './shelf.store.js';
import { ownersFor, shelve, viewOf } from './shelving.js';
import { checkWording, filledIn } from './template.js';
import { TicketValues } from './ticket-values.js';

@Injectable()
export class CannedReplyService {
  private readonly shelf: Shelf<CannedReplyData>;

  constructor(
    @InjectModel('CannedReply') model: Model<Shelved<CannedReplyData>>,
    private readonly tickets: TicketStore,
    private readonly values: TicketValues,
    private readonly teams: Teams,
  ) {
    this.shelf = new Shelf('canned reply', collectionOf(model));
  }

  async save(body: CannedReplyData, who: Identity, known?: { id: string; seenVersion: number }) {
    checkWording(body.wording, '/wording');
    const before = known && (await this.shelf.keep(known.id, who));
    await this.teams.needTeam(body.teamId);
    return viewOf(await shelve(this.shelf, body, actorIn(who), { ...known, before }), who);
  }

  update({ id, seenVersion, ...body }: UpdateCannedReply, who: Identity): Promise<CannedReplyView> {
    return this.save(body, who, { id, seenVersion });
  }

  async get(id: string, who: Identity): Promise<CannedReplyView> {
    return viewOf(await this.shelf.need(id, who), who);
  }

  async list(teamId: string | undefined, who: Identity): Promise<CannedReplyList> {
    const found = await this.shelf.of(ownersFor(who, await this.teams.shown(teamId, who)));
    return { items: found.map((thing) => viewOf(thing, who)) };
  }

  async remove(id: string, who: Identity): Promise<object> {
    await this.shelf.keep(id, who);
    await this.shelf.remove(id);
    return {};
  }

  async render({ id, ticketId }: RenderCannedReply, actor: Actor): Promise<Wording> {
    const { body } = await this.shelf.need(id, actor);
    const values = await this.values.of(await this.tickets.aggregates.need(ticketId), actor);
    const { text, html } = filledIn(body.wording, values, '/wording');
    return html === undefined ? { text } : { html };
  }
}
