import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  AskForReset,
  askForReset,
  MakeLink,
  makeLink,
  makeSetUpLink,
  ReadLink,
  readLink,
  UseLink,
  useLink,
  type Actor,
  type LinkView,
  type MadeLink,
  type Nothing,
  type UsedLink,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { Letters } from './letters.service.js';
import { Links } from './links.service.js';
import { WelcomeService } from './welcome.service.js';

@Controller()
export class LinkRpcController {
  constructor(
    private readonly links: Links,
    private readonly letters: Letters,
    private readonly welcome: WelcomeService,
  ) {}

  @OnRequest(makeLink)
  make(@Payload() payload: MakeLink, @RequestedBy() actor: Actor): Promise<MadeLink> {
    return this.letters.make(payload, actor);
  }

  @OnRequest(makeSetUpLink)
  makeSetUp(): Promise<MadeLink> {
    return this.links.forSetUp();
  }

  @OnRequest(readLink)
  read(@Payload() { digest }: ReadLink): Promise<LinkView> {
    return this.links.view(digest);
  }

  @OnRequest(useLink)
  use(@Payload() payload: UseLink): Promise<UsedLink> {
    return this.welcome.enter(payload);
  }

  @OnRequest(askForReset)
  askForReset(@Payload() payload: AskForReset): Promise<Nothing> {
    return this.letters.reset(payload);
  }
}
