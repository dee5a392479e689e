import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { personSaved, type Event, type PersonSaved } from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { PeopleService } from './people.service.js';

@Controller()
export class PeopleEventsController {
  constructor(private readonly people: PeopleService) {}

  @OnEvent(personSaved)
  onPersonSaved(@Payload() event: Event<PersonSaved>): Promise<unknown> {
    return this.people.take(event);
  }
}
