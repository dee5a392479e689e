import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  listPeople,
  listQueues,
  RepublishEvents,
  republishEvents,
  SavePerson,
  savePerson,
  SetPresence,
  setPresence,
  type Actor,
  type PersonList,
  type PersonView,
  type QueueList,
  type Republished,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { DirectoryService } from './directory.service.js';
import { Republisher } from './republisher.js';

@Controller()
export class DirectoryRpcController {
  constructor(
    private readonly service: DirectoryService,
    private readonly republisher: Republisher,
  ) {}

  @OnRequest(savePerson)
  save(@Payload() payload: SavePerson, @RequestedBy() actor: Actor): Promise<PersonView> {
    return this.service.save(payload, actor, new Date());
  }

  @OnRequest(setPresence)
  setPresence(@Payload() payload: SetPresence, @RequestedBy() actor: Actor): Promise<PersonView> {
    return this.service.setPresence(payload, actor, new Date());
  }

  @OnRequest(listPeople)
  listPeople(): Promise<PersonList> {
    return this.service.listPeople();
  }

  @OnRequest(listQueues)
  listQueues(): Promise<QueueList> {
    return this.service.listQueues();
  }

  @OnRequest(republishEvents.assignment)
  republish(@Payload() payload: RepublishEvents): Promise<Republished> {
    return this.republisher.republish(new Date(payload.since));
  }
}
