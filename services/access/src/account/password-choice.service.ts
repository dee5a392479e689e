import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '@deskbeat/contracts';
import { AccessConfig } from '../access.config.js';
import { weaknessOf, type AboutOwner } from '../domain/password-rule.js';
import { PasswordHasher } from '../sign-in/password-hasher.js';
import { ThrottleStore } from '../sign-in/throttle.store.js';

const quarterMs = 15 * 60_000;

interface AboutAccount {
  _id: string;
  passwordHash?: string;
}

/** A password that somebody chooses. */
@Injectable()
export class PasswordChoice {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly throttle: ThrottleStore,
    @Inject(AccessConfig) private readonly config: AccessConfig,
  ) {}

  /** @throws Problem `validation-failed` when it is a weak one */
  hashOf(password: string, owner: AboutOwner, pointer: string): Promise<string> {
    const message = weaknessOf(password, owner, this.config.PASSWORD_MIN_LENGTH);
    if (message) throw new Problem('validation-failed', { errors: [{ pointer, message: `the password ${message}` }] });
    return this.hasher.hash(password);
  }

  /**
   * Proof that the owner of an account is still the one who asks; those without a password have none to say.
   * @throws Problem `forbidden`, `too-many-requests`
   */
  async needOwn(account: AboutAccount, password: string | undefined, pointer = '/password'): Promise<void> {
    if (account.passwordHash === undefined) return;
    await this.allowTry(account);
    if (password !== undefined && (await this.hasher.matches(password, account.passwordHash))) return;
    throw new Problem('forbidden', { errors: [{ pointer, message: 'is not the present password' }] });
  }

  /** Somebody at another's open screen may not guess for ever. @throws Problem `too-many-requests` */
  allowTry({ _id }: { _id: string }): Promise<void> {
    return this.throttle.take({ what: 'own-password', whose: _id, most: 10, withinMs: quarterMs });
  }
}
