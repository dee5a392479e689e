import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  Problem,
  type Actor,
  type CreateView,
  type Identity,
  type Removed,
  type ReplaceView,
  type SavedView,
  type SavedViews,
  type TicketViewSpec,
} from '@deskbeat/contracts';
import { PersonStore } from '../people/person.store.js';
import { Teams } from '../people/teams.js';
import { parseQuery } from '../search/domain/query.js';
import { needKeeper } from '../shelf/domain/keepers.js';
import { standardViews } from './domain/standard-views.js';
import type { ViewDocument } from './view.schema.js';
import { ViewStore } from './view.store.js';

const most = 500;

/** Which views there are. */
@Injectable()
export class ViewService {
  constructor(
    private readonly store: ViewStore,
    private readonly people: PersonStore,
    private readonly teams: Teams,
  ) {}

  async list(actor: Actor): Promise<SavedViews> {
    const own = await this.store.visibleTo(actor.id, await this.teamsSeenBy(actor), most);
    return { items: [...standardViews, ...own.map(viewOf)] };
  }

  /** @throws Problem `not-found`; somebody's own view is not there for others */
  async need(id: string, actor: Actor): Promise<SavedView> {
    return standardViews.find((view) => view.id === id) ?? viewOf(await this.own(id, actor));
  }

  /** @throws Problem `already-exists`, `validation-failed` */
  async create(command: CreateView, actor: Actor): Promise<SavedView> {
    const { id = uuid() } = command;
    const told = toldBy(command);
    await this.teams.needTeam(told.teamId);
    const view: ViewDocument = { _id: id, version: 1, ...told, ownerId: actor.id, updatedAt: new Date() };
    if (isStandard(id) || !(await this.store.insert(view))) throw new Problem('already-exists', { context: { id } });
    return viewOf(view);
  }

  /** @throws Problem `not-found`, `forbidden`, `version-conflict`, `validation-failed` */
  async replace(command: ReplaceView, who: Identity): Promise<SavedView> {
    const { id, seenVersion } = command;
    const told = toldBy(command);
    const before = await this.own(id, who);
    const { ownerId, version } = before;
    needKeeper({ madeBy: ownerId, teamId: before.teamId }, who);
    await this.teams.needTeam(told.teamId);
    if (told.scope === 'mine' && ownerId !== who.id) refuse('/scope', 'is for whoever made the view only');
    const view: ViewDocument = { _id: id, version: seenVersion + 1, ...told, ownerId, updatedAt: new Date() };
    if (await this.store.replace(view)) return viewOf(view);
    throw new Problem('version-conflict', { context: { currentVersion: version } });
  }

  /** @throws Problem `forbidden` */
  async remove(id: string, who: Identity): Promise<Removed> {
    const view = await this.store.load(id);
    if (!view || isHidden(view, who)) return { removed: false };
    needKeeper({ madeBy: view.ownerId, teamId: view.teamId }, who);
    return { removed: await this.store.remove(id) };
  }

  /** People see the views of their teams, those who lead all of them see all. */
  private async teamsSeenBy({ kind, id }: Actor): Promise<readonly string[] | 'all'> {
    if (kind !== 'person') return 'all';
    const { role, teams = [] } = (await this.people.load(id)) ?? {};
    return role === 'manager' || role === 'administrator' ? 'all' : teams;
  }

  private async own(id: string, actor: Actor): Promise<ViewDocument> {
    const view = await this.store.load(id);
    if (!view || isHidden(view, actor)) throw new Problem('not-found', { context: { entity: 'view', id } });
    return view;
  }
}

const isHidden = ({ scope, ownerId }: ViewDocument, actor: Actor): boolean => scope === 'mine' && ownerId !== actor.id;

const isStandard = (id: string): boolean => standardViews.some((view) => view.id === id);

const refuse = (pointer: string, message: string): never => {
  throw new Problem('validation-failed', { errors: [{ pointer, message }] });
};

/** What a view says of itself, once it is checked. */
function toldBy({ name, filter = '', order, columns, scope, teamId }: TicketViewSpec) {
  if (scope === 'team' && teamId === undefined) refuse('/teamId', 'teamId says whose view it is');
  if (parseQuery(filter, new Date(), '/filter').sought.length > 0) refuse('/filter', 'a view has filters, not words');
  return { name, filter, order, columns, scope, ...(scope === 'team' && { teamId }) };
}

function viewOf({ _id: id, updatedAt, ...view }: ViewDocument): SavedView {
  return { id, ...view, updatedAt: updatedAt.toISOString() };
}
