import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { personSaved, type Event, type PersonSaved } from '@deskbeat/contracts';
import { OnEvent } from '@deskbeat/messaging';
import { PersonStore } from './person.store.js';

@Controller()
export class PeopleEventsController {
  constructor(private readonly people: PersonStore) {}

  @OnEvent(personSaved)
  onSaved(@Payload() event: Event<PersonSaved>): Promise<'done' | 'known'> {
    return this.people.learn(event);
  }
}
