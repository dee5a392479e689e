import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  Authenticate,
  authenticate,
  endSession,
  endSessions,
  endSessionsOf,
  listSessions,
  NameAccount,
  NameSession,
  Nothing,
  RenewSession,
  renewSession,
  type Actor,
  type Authenticated,
  type EndedSessions,
  type Identity,
  type OpenSessions,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy, RequestedByIdentity } from '@deskbeat/messaging';
import { SessionEndings } from './session-endings.service.js';
import { holderOf, SessionService } from './session.service.js';

@Controller()
export class SessionRpcController {
  constructor(
    private readonly sessions: SessionService,
    private readonly endings: SessionEndings,
  ) {}

  @OnRequest(authenticate)
  authenticate(@Payload() { digest }: Authenticate): Promise<Authenticated> {
    return this.sessions.authenticate(digest);
  }

  @OnRequest(renewSession)
  renew(@Payload() { digest, nextDigest }: RenewSession): Promise<Authenticated> {
    return this.sessions.renew(digest, nextDigest);
  }

  @OnRequest(listSessions)
  async list(@Payload() _: Nothing, @RequestedByIdentity() identity: Identity): Promise<OpenSessions> {
    return { items: await this.sessions.list(holderOf(identity), identity.session) };
  }

  @OnRequest(endSession)
  end(@Payload() { sessionId }: NameSession, @RequestedByIdentity() identity: Identity): Promise<EndedSessions> {
    return this.endings.endOne(sessionId, identity);
  }

  @OnRequest(endSessions)
  endOthers(@Payload() _: Nothing, @RequestedByIdentity() identity: Identity): Promise<EndedSessions> {
    return this.endings.endOthers(identity);
  }

  @OnRequest(endSessionsOf)
  endAllOf(@Payload() { accountId }: NameAccount, @RequestedBy() actor: Actor): Promise<EndedSessions> {
    return this.endings.endAll(accountId, actor, 'ended');
  }
}
