import { Injectable } from '@nestjs/common';
import {
  addPasskey,
  beginPasskey,
  beginSecondFactor,
  confirmSecondFactor,
  endSession,
  getOwnSecurity,
  listPasskeys,
  Problem,
  type Authenticated,
  type Identity,
} from '@deskbeat/contracts';
import { keyOf } from '@deskbeat/permissions';
import type { AccountDocument } from '../account/account.schema.js';
import { AccountStore } from '../account/account.store.js';
import { Customers } from '../customer/customers.js';
import { hasSecondFactor, mustEnrol } from '../domain/second-factor.js';
import { Reaches } from '../people/reaches.service.js';
import { RulesService } from '../rules/rules.service.js';
import type { SessionDocument } from './session.store.js';

const minute = 60_000;
/** How often a browser's secret is replaced while it is used. */
const renewMs = 30 * minute;

/** All that somebody may do who must set up a second factor first. */
const enrolling = [
  getOwnSecurity,
  beginSecondFactor,
  confirmSecondFactor,
  beginPasskey,
  addPasskey,
  listPasskeys,
  endSession,
].map(({ subject }) => keyOf(subject));

type Shown = Pick<Authenticated, 'identity' | 'email' | 'needs'>;

/** Who somebody is by a session, as things are now. */
@Injectable()
export class SessionViews {
  constructor(
    private readonly accounts: AccountStore,
    private readonly reaches: Reaches,
    private readonly rules: RulesService,
    private readonly customers: Customers,
  ) {}

  /** @throws Problem `unauthenticated` when nobody may come in by it any more */
  async of(session: SessionDocument): Promise<Authenticated> {
    const { _id: sessionId, use, renewedAt, expiresAt, customerEmail } = session;
    const shown = customerEmail === undefined ? await this.person(session) : await this.customer(customerEmail);
    return {
      ...shown,
      identity: { ...shown.identity, session: sessionId },
      sessionId,
      use,
      expiresAt: expiresAt.toISOString(),
      renewAt: new Date(renewedAt.getTime() + renewMs).toISOString(),
    };
  }

  private async person(session: SessionDocument): Promise<Shown> {
    const account = await this.accounts.load(session.accountId);
    if (!account?.active) throw new Problem('unauthenticated');
    const { _id, email, name, role } = account;
    const reach = await this.reaches.of(account);
    const identity: Identity = { kind: 'person', id: _id, name, role, ...reach };
    if (!(await this.mustEnrol(session, account))) return { identity, email };
    return { identity: { ...identity, scopes: enrolling }, email, needs: 'second-factor' };
  }

  /** Whoever has the address now: it may have been taken from a customer, or they may have been merged. */
  private async customer(email: string): Promise<Shown> {
    const customer = await this.customers.withEmail(email);
    if (!customer) throw new Problem('unauthenticated');
    const { id, name } = customer;
    const identity: Identity = { kind: 'customer', id, ...(name && { name }), role: 'customer', teams: [] };
    return { identity, email };
  }

  private async mustEnrol({ way = 'password' }: SessionDocument, account: AccountDocument): Promise<boolean> {
    if (hasSecondFactor(account)) return false;
    return mustEnrol(account, way, (await this.rules.get()).secondFactorFor);
  }
}
