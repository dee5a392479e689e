import { Inject, Injectable, Logger } from '@nestjs/common';
import { accountSaved, Problem, problemOf, type AccountRole } from '@deskbeat/contracts';
import { fact } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AccessConfig } from '../access.config.js';
import type { AccountDocument } from '../account/account.schema.js';
import { AccountStore } from '../account/account.store.js';
import { personIdFrom } from '../domain/account.js';
import { mappingIn, roleIn, type Claims, type RoleMapping } from '../domain/claims.js';
import { Gateways } from '../gateways.js';
import { Directory } from '../people/directory.js';
import { Refusals } from '../sign-in/refusals.service.js';

const itself = { kind: 'system', id: 'access', name: 'Access' } as const;
/** Names that are tried for somebody new: `ana`, `ana-2`, … */
const names = 20;

/** Finds the account of somebody whom the provider vouches for, or makes one. */
@Injectable()
export class Newcomers {
  private readonly logger = new Logger('sso');
  private readonly mapping: RoleMapping;

  constructor(
    private readonly accounts: AccountStore,
    private readonly directory: Directory,
    private readonly refusals: Refusals,
    private readonly gateways: Gateways,
    private readonly time: Time,
    @Inject(AccessConfig) { OIDC_ROLES }: AccessConfig,
  ) {
    this.mapping = mappingIn(OIDC_ROLES) ?? [];
  }

  /** @throws Problem `sign-in-failed` */
  async accountOf(claims: Claims, address?: string): Promise<AccountDocument> {
    const key = `${claims.issuer} ${claims.subject}`;
    const role = roleIn(this.mapping, claims.groups);
    if (this.mapping.length > 0 && role === undefined) throw this.refused('none of their groups has a role here');
    const known = (await this.accounts.withSso(key)) ?? (await this.byAddress(claims));
    if (!known) return this.create(claims, key, role);
    if (!known.active) {
      this.refusals.note(known, 'not-active', address);
      throw this.refused('the account is not active');
    }
    return this.adopt(known, key, role);
  }

  private async byAddress({ email, isEmailTheirs }: Claims): Promise<AccountDocument | undefined> {
    if (email === undefined || !isEmailTheirs) return undefined;
    const found = await this.accounts.withEmail(email);
    if (found?.sso !== undefined) throw this.refused('the account belongs to somebody else of the provider');
    return found;
  }

  /** Notes whose account it is, and gives it the role that the provider's groups say. */
  private async adopt(known: AccountDocument, sso: string, role = known.role): Promise<AccountDocument> {
    if (known.sso === sso && known.role === role) return known;
    const { _id: accountId, email, name, active } = known;
    const saved = await this.accounts.revise(accountId, this.origin(), (now) => {
      if (now.sso !== undefined && now.sso !== sso) throw this.refused('somebody else was faster');
      const formerRole = now.role === role ? undefined : now.role;
      const told = { accountId, email, name, role, active, ...(formerRole && { formerRole }) };
      return { next: { ...now, sso, role }, facts: formerRole ? [fact(accountSaved, told)] : [] };
    });
    if (known.role !== role) this.gateways.mustAskAgain([accountId]);
    return saved;
  }

  private async create(
    { email, isEmailTheirs, name }: Claims,
    sso: string,
    role?: AccountRole,
  ): Promise<AccountDocument> {
    if (role === undefined) throw this.refused('there is no account, and OIDC_ROLES says of no role for newcomers');
    if (email === undefined) throw this.refused('the provider tells no address');
    const standing = { email, name, role, active: true };
    const base = personIdFrom(email);
    const proved = isEmailTheirs ? email : undefined;
    for (let n = 1; n <= names; n++) {
      const _id = n === 1 ? base : `${base}-${n}`;
      if ((await this.accounts.load(_id)) || !(await this.directory.mayBe(_id, proved))) continue;
      const { at, actor } = this.origin();
      const facts = [fact(accountSaved, { accountId: _id, ...standing })];
      const made = this.accounts.create({ _id, ...standing, sso, createdAt: at }, facts, { actor, at });
      const created = await made.catch((error: unknown) => {
        // An address that is not proved to be theirs and belongs to somebody here.
        if (problemOf(error).errors) throw this.refused('the address belongs to another account');
        if (problemOf(error).code !== 'already-exists') throw error;
      });
      if (!created) continue;
      await this.directory.take(created);
      return created;
    }
    throw this.refused(`${base} and all names after it are taken`);
  }

  private refused(why: string): Problem {
    this.logger.warn(`somebody is not let in: ${why}`);
    return new Problem('sign-in-failed');
  }

  private origin() {
    return { actor: itself, at: new Date(this.time.now()) };
  }
}
