import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type {
  Actor,
  ApplyMacro,
  MacroActions,
  MacroData,
  MacroList,
  MacroPreview,
  MacroView,
  PreviewMacro,
  TicketView,
  UpdateMacro,
} from '@deskbeat/contracts';
import { collectionOf } from '@deskbeat/persistence';
import { Shelf, type Shelved } from '../shelf/shelf.store.js';
import { ownersFor, shelve, viewOf } from '../shelf/shelving.js';
import { checkWording } from '../shelf/template.js';
import { MacroRun } from './macro-run.js';

const wordings = ['note', 'reply'] as const;

@Injectable()
export class MacroService {
  private readonly shelf: Shelf<MacroData>;

  constructor(
    @InjectModel('Macro') model: Model<Shelved<MacroData>>,
    private readonly run: MacroRun,
  ) {
    this.shelf = new Shelf('macro', collectionOf(model));
  }

  async save(body: MacroData, by: Actor, known?: { id: string; seenVersion: number }): Promise<MacroView> {
    for (const part of wordings) {
      const wording = body.actions[part];
      if (wording) checkWording(wording, `/actions/${part}`);
    }
    return viewOf(await shelve(this.shelf, body, by, known));
  }

  update({ id, seenVersion, ...body }: UpdateMacro, by: Actor): Promise<MacroView> {
    return this.save(body, by, { id, seenVersion });
  }

  async get(id: string, actor: Actor): Promise<MacroView> {
    return viewOf(await this.shelf.need(id, actor));
  }

  async list(teamId: string | undefined, actor: Actor): Promise<MacroList> {
    return { items: (await this.shelf.of(ownersFor(actor, teamId))).map(viewOf) };
  }

  async remove(id: string, actor: Actor): Promise<object> {
    await this.shelf.need(id, actor);
    await this.shelf.remove(id);
    return {};
  }

  async apply({ id, ticketId, seenVersion }: ApplyMacro, actor: Actor): Promise<TicketView> {
    return this.run.apply(await this.actions(id, actor), ticketId, seenVersion, actor);
  }

  async preview({ id, ticketId }: PreviewMacro, actor: Actor): Promise<MacroPreview> {
    return this.run.preview(await this.actions(id, actor), ticketId, actor);
  }

  private async actions(id: string, actor: Actor): Promise<MacroActions> {
    return (await this.shelf.need(id, actor)).body.actions;
  }
}
