import { Injectable } from '@nestjs/common';
import { accountSaved, passwordChanged, Problem, type UsedLink, type UseLink } from '@deskbeat/contracts';
import { fact } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import type { AccountDocument } from '../account/account.schema.js';
import { AccountStore } from '../account/account.store.js';
import { PasswordChoice } from '../account/password-choice.service.js';
import { newStanding, personIdFrom } from '../domain/account.js';
import { Directory } from '../people/directory.js';
import { SecondFactorCheck } from '../second-factor/second-factor-check.service.js';
import { SessionEndings } from '../session/session-endings.service.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { Links } from './links.service.js';

/** Somebody comes by a link and chooses a password. */
@Injectable()
export class WelcomeService {
  constructor(
    private readonly links: Links,
    private readonly accounts: AccountStore,
    private readonly passwords: PasswordChoice,
    private readonly endings: SessionEndings,
    private readonly factors: SecondFactorCheck,
    private readonly signIns: SignInService,
    private readonly directory: Directory,
    private readonly time: Time,
  ) {}

  /** @throws Problem `link-invalid`, `link-expired`, `validation-failed` for a weak password: the link works again then */
  async enter(asked: UseLink): Promise<UsedLink> {
    const { linkDigest, password, digest, device, address } = asked;
    const { account: known } = await this.links.read(linkDigest);
    const account = known ? await this.withPassword(known, linkDigest, password) : await this.setUp(asked);
    const { _id: accountId, email } = account;
    if ((await this.factors.wanted(account)).length > 0) return { accountId, email };
    const session = await this.signIns.enter(account, { digest, use: 'browser', device, address }, 'link');
    return { accountId, email, session };
  }

  private async withPassword(account: AccountDocument, linkDigest: string, password: string): Promise<AccountDocument> {
    const passwordHash = await this.passwords.hashOf(password, account, '/password');
    await this.links.use(linkDigest);
    const { _id: accountId, name } = account;
    const actor = { kind: 'person', id: accountId, name } as const;
    const saved = await this.accounts.revise(accountId, { actor, at: new Date(this.time.now()) }, (now) => ({
      next: { ...now, passwordHash },
      facts: [fact(passwordChanged, { accountId })],
    }));
    await this.endings.endAll(accountId, actor, 'password-changed');
    return saved;
  }

  /** The first administrator. */
  private async setUp({ linkDigest, password, email, name }: UseLink): Promise<AccountDocument> {
    const standing = newStanding({ accountId: '', email, name, role: 'administrator' });
    const passwordHash = await this.passwords.hashOf(password, standing, '/password');
    await this.links.use(linkDigest);
    // Two set-up links at the same moment make one administrator: the id is the same.
    if (!(await this.accounts.isEmpty())) throw new Problem('already-exists');
    const _id = personIdFrom(standing.email);
    const at = new Date(this.time.now());
    const actor = { kind: 'person', id: _id, name: standing.name } as const;
    const facts = [fact(accountSaved, { accountId: _id, ...standing })];
    const account = await this.accounts.create({ _id, ...standing, passwordHash, createdAt: at }, facts, { actor, at });
    await this.directory.take(account);
    return account;
  }
}
