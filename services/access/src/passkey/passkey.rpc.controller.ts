import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  AddPasskey,
  addPasskey,
  AskForPasskey,
  askForPasskey,
  beginPasskey,
  listPasskeys,
  NamePasskey,
  Nothing,
  OwnPassword,
  removePasskey,
  SignInByPasskey,
  signInByPasskey,
  type Authenticated,
  type Identity,
  type PasskeyList,
  type PasskeyQuestion,
  type PasskeyView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedByIdentity } from '@deskbeat/messaging';
import { PasskeySignIn } from './passkey-sign-in.service.js';
import { PasskeyService } from './passkey.service.js';

@Controller()
export class PasskeyRpcController {
  constructor(
    private readonly passkeys: PasskeyService,
    private readonly signIns: PasskeySignIn,
  ) {}

  @OnRequest(beginPasskey)
  begin(@Payload() payload: OwnPassword, @RequestedByIdentity() identity: Identity): Promise<PasskeyQuestion> {
    return this.passkeys.begin(payload, identity);
  }

  @OnRequest(addPasskey)
  add(@Payload() payload: AddPasskey, @RequestedByIdentity() identity: Identity): Promise<PasskeyView> {
    return this.passkeys.add(payload, identity);
  }

  @OnRequest(listPasskeys)
  list(@Payload() _: Nothing, @RequestedByIdentity() { id }: Identity): Promise<PasskeyList> {
    return this.passkeys.list(id);
  }

  @OnRequest(removePasskey)
  remove(@Payload() { passkeyId }: NamePasskey, @RequestedByIdentity() identity: Identity): Promise<PasskeyList> {
    return this.passkeys.remove(passkeyId, identity);
  }

  @OnRequest(askForPasskey)
  ask(@Payload() payload: AskForPasskey): Promise<PasskeyQuestion> {
    return this.signIns.ask(payload);
  }

  @OnRequest(signInByPasskey)
  signIn(@Payload() payload: SignInByPasskey): Promise<Authenticated> {
    return this.signIns.enter(payload);
  }
}
