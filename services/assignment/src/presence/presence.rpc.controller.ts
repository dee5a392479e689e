import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  BeatPresence,
  beatPresence,
  SetPresence,
  setPresence,
  type PersonView,
  type PresenceBeaten,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { PresenceService } from './presence.service.js';

@Controller()
export class PresenceRpcController {
  constructor(private readonly service: PresenceService) {}

  @OnRequest(setPresence)
  say(@Payload() payload: SetPresence): Promise<PersonView> {
    return this.service.say(payload, new Date());
  }

  @OnRequest(beatPresence)
  beat(@Payload() payload: BeatPresence): Promise<PresenceBeaten> {
    return this.service.beat(payload, new Date());
  }
}
