import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type {
  Actor,
  CannedReplyData,
  CannedReplyList,
  CannedReplyView,
  RenderCannedReply,
  UpdateCannedReply,
  Wording,
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

  async save(body: CannedReplyData, by: Actor, known?: { id: string; seenVersion: number }): Promise<CannedReplyView> {
    checkWording(body.wording, '/wording');
    if (known) await this.shelf.need(known.id, by);
    return viewOf(await shelve(this.shelf, body, by, known?.id, known?.seenVersion));
  }

  update({ id, seenVersion, ...body }: UpdateCannedReply, by: Actor): Promise<CannedReplyView> {
    return this.save(body, by, { id, seenVersion });
  }

  async get(id: string, actor: Actor): Promise<CannedReplyView> {
    return viewOf(await this.shelf.need(id, actor));
  }

  async list(teamId: string | undefined, actor: Actor): Promise<CannedReplyList> {
    return { items: (await this.shelf.of(ownersFor(actor, await this.teams.shown(teamId, actor)))).map(viewOf) };
  }

  async remove(id: string, actor: Actor): Promise<object> {
    await this.shelf.need(id, actor);
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
