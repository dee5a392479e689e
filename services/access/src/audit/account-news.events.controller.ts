import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  accountSaved,
  passkeysChanged,
  passwordChanged,
  secondFactorChanged,
  sessionsEnded,
  signedIn,
  signInRefused,
  type AccountSaved,
  type Event,
  type PasskeysChanged,
  type PasswordChanged,
  type SecondFactorChanged,
  type SessionsEnded,
  type SignedIn,
  type SignInRefused,
} from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { AccountNews } from './account-news.service.js';
import {
  endedRecord,
  passkeysRecord,
  passwordRecord,
  refusedRecord,
  savedRecord,
  secondFactorRecord,
  signedInRecord,
} from './domain/account-news.js';

@Controller()
export class AccountNewsController {
  constructor(private readonly news: AccountNews) {}

  @OnEvent(signedIn)
  onSignedIn(@Payload() event: Event<SignedIn>): Promise<void> {
    return this.news.record(event, signedInRecord(event));
  }

  @OnEvent(signInRefused)
  onRefused(@Payload() event: Event<SignInRefused>): Promise<void> {
    return this.news.record(event, refusedRecord(event));
  }

  @OnEvent(passwordChanged)
  onPassword(@Payload() event: Event<PasswordChanged>): Promise<void> {
    return this.news.record(event, passwordRecord(event));
  }

  @OnEvent(passkeysChanged)
  onPasskeys(@Payload() event: Event<PasskeysChanged>): Promise<void> {
    return this.news.record(event, passkeysRecord(event));
  }

  @OnEvent(secondFactorChanged)
  onSecondFactor(@Payload() event: Event<SecondFactorChanged>): Promise<void> {
    return this.news.record(event, secondFactorRecord(event));
  }

  @OnEvent(sessionsEnded)
  onEnded(@Payload() event: Event<SessionsEnded>): Promise<void> {
    return this.news.record(event, endedRecord(event));
  }

  @OnEvent(accountSaved)
  onSaved(@Payload() event: Event<AccountSaved>): Promise<void> {
    return this.news.record(event, savedRecord(event));
  }
}
