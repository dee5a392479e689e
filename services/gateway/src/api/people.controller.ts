import { Controller, Get, Param, Post, Put } from '@nestjs/common';
import {
  ListInbox,
  listInbox,
  listPeople,
  MarkRead,
  markRead,
  Nothing,
  PersonView,
  Problem,
  SavePerson,
  savePerson,
  SetPresence,
  setPresence,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'people';
const path = { id: 'personId' };

@Controller('api/v1/people')
export class PeopleController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(listPeople, { tag, slow: true })
  list(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(listPeople, asked, caller);
  }

  @Get(':id')
  @Forwards(listPeople, { tag, slow: true, reply: PersonView, summary: 'Read a person' })
  async get(@Asked() asked: Nothing, @Param('id') id: string, @Caller() caller: AskOptions) {
    const { items } = await this.bus.ask(listPeople, asked, caller);
    return items.find((person) => person.id === id) ?? nobody();
  }

  @Put(':id')
  @Forwards(savePerson, { tag, path: { id: 'id' } })
  save(@Asked() asked: SavePerson, @Caller() caller: AskOptions) {
    return this.bus.ask(savePerson, asked, caller);
  }

  @Put(':id/presence')
  @Forwards(setPresence, { tag, path })
  setPresence(@Asked() asked: SetPresence, @Caller() caller: AskOptions) {
    return this.bus.ask(setPresence, asked, caller);
  }

  @Get(':id/inbox')
  @Forwards(listInbox, { tag, path, slow: true })
  inbox(@Asked() asked: ListInbox, @Caller() caller: AskOptions) {
    return this.bus.ask(listInbox, asked, caller);
  }

  @Post(':id/inbox/read')
  @Forwards(markRead, { tag, path })
  markRead(@Asked() asked: MarkRead, @Caller() caller: AskOptions) {
    return this.bus.ask(markRead, asked, caller);
  }
}

function nobody(): never {
  throw new Problem('not-found');
}
