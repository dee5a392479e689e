import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { v7 as uuid } from 'uuid';
import {
  actorIn,
  Problem,
  type Actor,
  type ApplyMacro,
  type FieldError,
  type Identity,
  type MacroActions,
  type MacroData,
  type MacroList,
  type MacroPreview,
  type MacroView,
  type PreviewMacro,
  type TicketView,
  type UpdateMacro,
} from '@deskbeat/contracts';
import { collectionOf } from '@deskbeat/persistence';
import { ShelfFiles } from '../file/shelf-files.js';
import { Teams } from '../people/teams.js';
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
    readonly run: MacroRun,
    private readonly files: ShelfFiles,
    private readonly teams: Teams,
  ) {
    this.shelf = new Shelf('macro', collectionOf(model));
  }

  async save(body: MacroData, who: Identity, known?: { id: string; seenVersion: number }): Promise<MacroView> {
    checkActions(body.actions);
    const { attachments = [] } = body.actions;
    const id = known?.id ?? uuid();
    const before = known && (await this.shelf.keep(id, who));
    await this.teams.needTeam(body.teamId);
    const by = actorIn(who);
    await this.files.keep(attachments, id, by);
    try {
      const saved = await shelve(this.shelf, body, by, { id, seenVersion: known?.seenVersion, before });
      if (known) await this.files.drop(id, attachments);
      return viewOf(saved, who);
    } catch (error) {
      if (!known && attachments.length > 0) await this.files.drop(id);
      throw error;
    }
  }

  update({ id, seenVersion, ...body }: UpdateMacro, who: Identity): Promise<MacroView> {
    return this.save(body, who, { id, seenVersion });
  }

  /** What it does. @throws Problem `not-found` */
  async need(id: string, actor: Actor): Promise<MacroData> {
    return (await this.shelf.need(id, actor)).body;
  }

  async get(id: string, who: Identity): Promise<MacroView> {
    return viewOf(await this.shelf.need(id, who), who);
  }

  async list(teamId: string | undefined, who: Identity): Promise<MacroList> {
    const found = await this.shelf.of(ownersFor(who, await this.teams.shown(teamId, who)));
    return { items: found.map((thing) => viewOf(thing, who)) };
  }

  async remove(id: string, who: Identity): Promise<object> {
    await this.shelf.keep(id, who);
    await this.shelf.remove(id);
    await this.files.drop(id);
    return {};
  }

  async apply({ id, idempotencyKey: key, ...target }: ApplyMacro, actor: Actor): Promise<TicketView> {
    return (await this.run.apply(await this.need(id, actor), { ...target, key }, actor)).ticket;
  }

  async preview({ id, ticketId }: PreviewMacro, actor: Actor): Promise<MacroPreview> {
    return this.run.preview(await this.need(id, actor), ticketId, actor);
  }
}

/** @throws Problem `validation-failed` */
function checkActions(actions: MacroActions): void {
  const { assignTo, queueId, attachments = [], reason: _, ...others } = actions;
  for (const part of wordings) {
    const wording = actions[part];
    if (wording) checkWording(wording, `/actions/${part}`);
  }
  const errors: FieldError[] = [];
  const does = [assignTo, queueId, attachments[0], ...Object.values(others)];
  if (does.every((action) => action === undefined)) {
    errors.push({ pointer: '/actions', message: 'say nothing that is to be done' });
  }
  if (assignTo !== undefined && queueId !== undefined) {
    errors.push({ pointer: '/actions/queueId', message: 'says something else than assignTo' });
  }
  if (attachments.length > 0 && !actions.note && !actions.reply) {
    errors.push({ pointer: '/actions/attachments', message: 'need a note or a reply to go with' });
  }
  if (errors.length > 0) throw new Problem('validation-failed', { errors });
}
