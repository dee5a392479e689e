import { Injectable } from '@nestjs/common';
import {
  mostTicketTypes,
  Problem,
  type Actor,
  type CreateTicketType,
  type FieldError,
  type ListTicketTypes,
  type ReplaceTicketType,
  type TicketForm,
  type TicketTypeList,
  type TicketTypeView,
} from '@deskbeat/contracts';
import { Teams } from '../people/teams.js';
import { problemsOf } from './domain/definition.js';
import { defaultType, formOf, savedFact, stateOf, viewOf } from './domain/ticket-type.js';
import { TypeCatalogue } from './ticket-type.catalogue.js';
import { TicketTypeStore } from './ticket-type.store.js';

/** The organisation's types of tickets. */
@Injectable()
export class TicketTypeService {
  constructor(
    private readonly store: TicketTypeStore,
    private readonly catalogue: TypeCatalogue,
    private readonly teams: Teams,
  ) {}

  /** @throws Problem `already-exists`, `validation-failed` */
  async create({ key, ...body }: CreateTicketType, actor: Actor): Promise<TicketTypeView> {
    refuse(problemsOf(body));
    if ((await this.catalogue.current()).size >= mostTicketTypes) {
      refuse([{ pointer: '/key', message: `there are ${mostTicketTypes} types already` }]);
    }
    await this.teams.needQueue(body.defaultQueueId, '/defaultQueueId');
    const at = new Date();
    const state = stateOf(body, true, false, at);
    const facts = [savedFact(key, state)];
    const outcome = await this.store.aggregates.create({ _id: key, ...state }, facts, { actor, at });
    if (!('created' in outcome)) throw new Problem('already-exists', { context: { entity: 'ticket-type', key } });
    this.catalogue.keep(outcome.created);
    return viewOf(outcome.created);
  }

  /** @throws Problem `not-found`, `version-conflict` with the `current` type, `validation-failed` */
  async replace(
    { key, seenVersion, active = true, ...body }: ReplaceTicketType,
    actor: Actor,
  ): Promise<TicketTypeView> {
    const { defaultQueueId } = await this.store.aggregates.need(key);
    if (body.defaultQueueId !== defaultQueueId) await this.teams.needQueue(body.defaultQueueId, '/defaultQueueId');
    const at = new Date();
    const replaced = await this.store.aggregates.revise(key, { actor, at }, (type) => {
      if (type.version !== seenVersion) {
        throw new Problem('version-conflict', { context: { currentVersion: type.version, current: viewOf(type) } });
      }
      refuse(problemsOf(body, type));
      if (!active && key === defaultType) {
        refuse([{ pointer: '/active', message: 'what comes without a type has this one' }]);
      }
      const next = stateOf(body, active, type.builtIn, at);
      return { next, facts: [savedFact(key, next)] };
    });
    this.catalogue.keep(replaced);
    return viewOf(replaced);
  }

  async get(key: string): Promise<TicketTypeView> {
    return viewOf(await this.store.aggregates.need(key));
  }

  async list({ active }: ListTicketTypes): Promise<TicketTypeList> {
    const wanted = (await this.store.all()).filter((type) => !active || type.active);
    return { items: wanted.map(viewOf).sort((a, b) => a.name.localeCompare(b.name)) };
  }

  /** @throws Problem `not-found`, also when no ticket is opened with the type any more */
  async form(key: string): Promise<TicketForm> {
    const type = await this.store.aggregates.need(key);
    if (!type.active) throw new Problem('not-found', { context: { entity: 'ticket-type', id: key } });
    return formOf(type);
  }
}

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw new Problem('validation-failed', { errors });
}
