import { Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { Problem, type BeginSso, type EndSso, type SsoBegun, type SsoEnded } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { placeOf } from '../domain/claims.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { ThrottleStore } from '../sign-in/throttle.store.js';
import { Newcomers } from './newcomers.service.js';
import { Provider } from './provider.js';
import { SsoStore } from './sso.store.js';

/** How long somebody may take at the provider. */
const awayMs = 10 * 60_000;
const quarterMs = 15 * 60_000;
/** Departures from one address, which may be that of many. */
const most = 300;

/** Signing in by the organisation's own provider. */
@Injectable()
export class SsoService {
  constructor(
    private readonly provider: Provider,
    private readonly store: SsoStore,
    private readonly newcomers: Newcomers,
    private readonly signIns: SignInService,
    private readonly throttle: ThrottleStore,
    private readonly time: Time,
  ) {}

  async begin({ browser, to, address = 'unknown' }: BeginSso): Promise<SsoBegun> {
    await this.throttle.take({ what: 'sso', whose: address, most, withinMs: quarterMs });
    const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = await this.provider.addressFor(checks);
    const { state, ...kept } = checks;
    const place = placeOf(to);
    const expiresAt = new Date(this.time.now() + awayMs);
    await this.store.add(state, { browser, ...kept, ...(place && { to: place }), expiresAt });
    return { url };
  }

  /**
   * Each departure comes back once, to the browser that left.
   * @throws Problem `sign-in-failed` for an answer that is not good or somebody who is not let in
   */
  async end({ query, browser, ...arrival }: EndSso): Promise<SsoEnded> {
    const state = new URLSearchParams(query).get('state') ?? '';
    const left = await this.store.take(state);
    if (!left || left.browser !== browser || left.expiresAt.getTime() <= this.time.now()) {
      throw new Problem('sign-in-failed');
    }
    const claims = await this.provider.claims(query, { state, nonce: left.nonce, verifier: left.verifier });
    const account = await this.newcomers.accountOf(claims, arrival.address);
    const session = await this.signIns.enter(account, { ...arrival, use: 'browser' }, 'sso');
    return { session, ...(left.to && { to: left.to }) };
  }
}
