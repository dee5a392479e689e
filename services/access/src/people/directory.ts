import { Injectable, Logger } from '@nestjs/common';
import { getPerson, personRoles, problemOf, savePerson, type PersonRole } from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import type { AccountDocument } from '../account/account.schema.js';
import { PeopleStore } from './people.store.js';

const itself = { actor: { kind: 'system', id: 'access', name: 'Access' } } as const;

const isPersonRole = (role: string): role is PersonRole => (personRoles as readonly string[]).includes(role);

/** The people whom tickets are given to, kept by the assignment service. */
@Injectable()
export class Directory {
  private readonly logger = new Logger('directory');

  constructor(
    private readonly bus: Bus,
    private readonly people: PeopleStore,
  ) {}

  /**
   * Whether somebody new may have this id: nobody has it, or they themselves.
   * @param email that is proved to be theirs
   */
  async mayBe(id: string, email: string | undefined): Promise<boolean> {
    if (!(await this.people.knows(id))) return true;
    if (email === undefined) return false;
    const person = await this.bus.ask(getPerson, { personId: id }, itself).catch((error: unknown) => {
      if (problemOf(error).code !== 'not-found') throw error;
    });
    return person?.email?.toLowerCase() === email;
  }

  /** Whoever has an account and works on tickets is in the directory too; who is there already stays as they are. */
  async take({ _id: id, name, email, role }: AccountDocument): Promise<void> {
    if (!isPersonRole(role) || (await this.people.knows(id))) return;
    await this.bus
      .ask(savePerson, { id, name, email, role }, itself)
      .catch((error: unknown) => this.logger.warn(`${id} is not in the directory yet: ${String(error)}`));
  }
}
