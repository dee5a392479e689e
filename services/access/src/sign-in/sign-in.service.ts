import { Inject, Injectable } from '@nestjs/common';
import { Problem, signedIn, type Authenticated, type SignIn, type SignInWay } from '@deskbeat/contracts';
import { fact } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AccessConfig } from '../access.config.js';
import type { AccountDocument } from '../account/account.schema.js';
import { AccountStore } from '../account/account.store.js';
import { SecondFactorCheck } from '../second-factor/second-factor-check.service.js';
import { SessionService, type Arrival } from '../session/session.service.js';
import { PasswordHasher } from './password-hasher.js';
import { Refusals } from './refusals.service.js';
import { ThrottleStore, type Allowance } from './throttle.store.js';

const quarterMs = 15 * 60_000;
/** Addresses may be those of many. */
const addressFactor = 5;

@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountStore,
    private readonly sessions: SessionService,
    private readonly hasher: PasswordHasher,
    private readonly factors: SecondFactorCheck,
    private readonly throttle: ThrottleStore,
    private readonly refusals: Refusals,
    private readonly time: Time,
    @Inject(AccessConfig) private readonly config: AccessConfig,
  ) {}

  /**
   * An address without an account takes the same way and the same time as a wrong password.
   * @throws Problem `sign-in-failed`, `second-factor-needed`, `too-many-requests`
   */
  async withPassword({ email, password, code, ...arrival }: SignIn): Promise<Authenticated> {
    const allowances = this.allowances(email.toLowerCase(), arrival.address);
    for (const allowance of allowances) await this.throttle.take(allowance);
    const account = await this.accounts.withEmail(email);
    const isRight = await this.hasher.matches(password, account?.passwordHash);
    if (!account || !isRight || !account.active) {
      if (account) this.refusals.note(account, isRight ? 'not-active' : 'wrong-password', arrival.address);
      throw new Problem('sign-in-failed');
    }
    const way = await this.proven(account, code, arrival.address);
    await this.throttle.forget(allowances.slice(0, 2));
    const newHash = this.hasher.isOutdated(account.passwordHash!) ? await this.hasher.hash(password) : undefined;
    return this.enter(account, arrival, way, newHash);
  }

  /** Opens a session for somebody who has proved to be who they are. */
  async enter(account: AccountDocument, arrival: Arrival, way: SignInWay, newHash?: string): Promise<Authenticated> {
    const session = await this.sessions.open({ accountId: account._id }, { ...arrival, way });
    const { use, device, address } = arrival;
    const told = { accountId: account._id, sessionId: session.sessionId, use, way };
    const facts = [fact(signedIn, { ...told, ...(device && { device }), ...(address && { address }) })];
    const at = new Date(this.time.now());
    await this.accounts.revise(account._id, { actor: actorOf(account), at }, (now) => ({
      next: { ...now, lastSignInAt: at, ...(newHash && { passwordHash: newHash }) },
      facts,
    }));
    return session;
  }

  private async proven(account: AccountDocument, code: string | undefined, address?: string): Promise<SignInWay> {
    try {
      return await this.factors.prove(account, code);
    } catch (error) {
      if (code !== undefined) this.refusals.note(account, 'wrong-code', address);
      throw error;
    }
  }

  /** Of one account from one address, of one account from anywhere, from one address to any account. */
  private allowances(email: string, address = 'unknown'): Allowance[] {
    const { SIGN_IN_ATTEMPTS: most } = this.config;
    const within = { withinMs: quarterMs };
    return [
      { what: 'password-here', whose: `${email} ${address}`, most: Math.ceil(most / 3), ...within },
      { what: 'password', whose: email, most, ...within },
      { what: 'address', whose: address, most: most * addressFactor, ...within },
    ];
  }
}

const actorOf = ({ _id, name }: AccountDocument) => ({ kind: 'person', id: _id, name }) as const;
