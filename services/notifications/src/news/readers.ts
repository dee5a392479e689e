import { Injectable } from '@nestjs/common';
import type { CustomerView, TicketView } from '@deskbeat/contracts';
import type { Addressee } from '../domain/plan.js';
import type { NoticeRole } from '../domain/causes.js';
import { PeopleStore, type Colleague } from '../people.store.js';
import { PreferencesService } from '../preferences/preferences.service.js';

/** Who may have to know, with how they wish to be told. */
@Injectable()
export class Readers {
  constructor(
    private readonly people: PeopleStore,
    private readonly preferences: PreferencesService,
  ) {}

  /** People in a role towards the ticket; somebody whom the directory has not told of yet is told in-app. */
  async team(
    ids: Partial<Record<NoticeRole, readonly string[]>>,
    roles: readonly NoticeRole[] = [],
  ): Promise<Addressee[]> {
    const named = (Object.entries(ids) as [NoticeRole, readonly string[]][]).flatMap(([role, some]) =>
      some.map((id) => [role, id] as const),
    );
    if (named.length === 0 && roles.length === 0) return [];
    const found = await this.people.find(roles, [...new Set(named.map(([, id]) => id))]);
    const byId = new Map(found.map((one) => [one.id, one]));
    const inRole = roles.flatMap((role) =>
      found.filter((one) => one.role === role).map((one) => [role, one.id] as const),
    );
    const wishes = await this.preferences.of([...new Set([...named, ...inRole].map(([, id]) => id))]);
    return [...named, ...inRole].map(([role, id]) => addressee(role, id, byId.get(id), wishes.get(id)!));
  }

  /** Those who follow the ticket. */
  followers({
    watchers = [],
    collaborators = [],
  }: Pick<TicketView, 'watchers' | 'collaborators'>): Promise<Addressee[]> {
    return this.team({ watcher: watchers, collaborator: collaborators });
  }

  customer({ email, language }: Pick<CustomerView, 'email' | 'language'>): Addressee[] {
    return email === undefined ? [] : [{ role: 'customer', email, wishes: this.preferences.usual(language) }];
  }
}

const addressee = (
  role: NoticeRole,
  personId: string,
  known: Colleague | undefined,
  wishes: Addressee['wishes'],
): Addressee => ({ role, personId, ...(known?.email !== undefined && { email: known.email }), wishes });
