import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  DeletePerson,
  deletePerson,
  getPerson,
  ImportPeople,
  importPeople,
  listPeople,
  NamePerson,
  RepublishEvents,
  republishEvents,
  SavePerson,
  savePerson,
  type Actor,
  type ImportReport,
  type PersonList,
  type PersonView,
  type Republished,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { Republisher } from '../republisher.js';
import { PeopleImport } from './people-import.js';
import { PeopleService } from './people.service.js';

@Controller()
export class PeopleRpcController {
  constructor(
    private readonly service: PeopleService,
    private readonly rows: PeopleImport,
    private readonly republisher: Republisher,
  ) {}

  @OnRequest(savePerson)
  save(@Payload() payload: SavePerson, @RequestedBy() actor: Actor): Promise<PersonView> {
    return this.service.save(payload, actor, new Date());
  }

  @OnRequest(getPerson)
  get(@Payload() payload: NamePerson): Promise<PersonView> {
    return this.service.get(payload);
  }

  @OnRequest(deletePerson)
  delete(@Payload() payload: DeletePerson, @RequestedBy() actor: Actor): Promise<PersonView> {
    return this.service.delete(payload, actor, new Date());
  }

  @OnRequest(listPeople)
  list(): Promise<PersonList> {
    return this.service.list();
  }

  @OnRequest(importPeople)
  import(@Payload() payload: ImportPeople, @RequestedBy() actor: Actor): Promise<ImportReport> {
    return this.rows.run(payload, actor, new Date());
  }

  @OnRequest(republishEvents.assignment)
  republish(@Payload() payload: RepublishEvents): Promise<Republished> {
    return this.republisher.republish(new Date(payload.since));
  }
}
