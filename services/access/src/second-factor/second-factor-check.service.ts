import { Injectable } from '@nestjs/common';
import { Problem, type SignInWay } from '@deskbeat/contracts';
import { digestOf } from '@deskbeat/identity';
import { Time } from '@deskbeat/service';
import type { AccountDocument } from '../account/account.schema.js';
import { AccountStore } from '../account/account.store.js';
import {
  digitsIn,
  hasSecondFactor,
  recoveryCodeIn,
  spent,
  wantedBesides,
  type Proof,
  type ProofKind,
  type SecondFactor,
} from '../domain/second-factor.js';
import { RulesService } from '../rules/rules.service.js';
import { ThrottleStore } from '../sign-in/throttle.store.js';
import { stepOf } from './authenticator.js';
import { SecretBox } from './secret-box.js';

const quarterMs = 15 * 60_000;
const tries = 10;

/** The second step of signing in. */
@Injectable()
export class SecondFactorCheck {
  constructor(
    private readonly accounts: AccountStore,
    private readonly rules: RulesService,
    private readonly throttle: ThrottleStore,
    private readonly box: SecretBox,
    private readonly time: Time,
  ) {}

  /**
   * Whoever knows the password shows the second factor, where there is one. What was shown is good for nothing any more.
   * @throws Problem `second-factor-needed` without a code, or when it is none: its context says what would be `wanted`;
   *   `too-many-requests`
   */
  async prove(account: AccountDocument, code: string | undefined): Promise<SignInWay> {
    const wanted = await this.wanted(account);
    if (wanted.length === 0) return 'password';
    const needed = new Problem('second-factor-needed', { context: { wanted } });
    const { _id: id, secondFactor } = account;
    if (code === undefined || !secondFactor) throw needed;
    const allowance = { what: 'code', whose: id, most: tries, withinMs: quarterMs };
    await this.throttle.take(allowance);
    const proof = this.proofIn(code, secondFactor, id);
    if (!proof || !(await this.spend(id, proof))) throw needed;
    await this.throttle.forget([allowance]);
    return proof.by === 'code' ? 'password-and-code' : 'recovery-code';
  }

  /** What must be shown besides the password. */
  async wanted(account: AccountDocument): Promise<ProofKind[]> {
    if (!hasSecondFactor(account)) return [];
    return wantedBesides(account, (await this.rules.get()).secondFactorFor);
  }

  private proofIn(typed: string, { sealed }: SecondFactor, id: string): Proof | undefined {
    const digits = digitsIn(typed);
    if (digits === undefined) return { by: 'recovery-code', digest: digestOf(recoveryCodeIn(typed)) };
    const step = stepOf(this.box.open(sealed, id), digits, this.time.now());
    return step === undefined ? undefined : { by: 'code', step };
  }

  /** Of two who show the same at the same moment one comes in. */
  private async spend(id: string, proof: Proof): Promise<boolean> {
    const origin = { actor: { kind: 'person', id }, at: new Date(this.time.now()) } as const;
    let isSpent = false;
    await this.accounts.revise(id, origin, (now) => {
      const secondFactor = now.secondFactor && spent(now.secondFactor, proof);
      isSpent = secondFactor !== undefined;
      return secondFactor && { next: { ...now, secondFactor }, facts: [] };
    });
    return isSpent;
  }
}
