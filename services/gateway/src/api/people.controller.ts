import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import {
  DeletePerson,
  deletePerson,
  getPerson,
  ImportPeople,
  importPeople,
  ListInbox,
  listInbox,
  listPeople,
  MarkRead,
  markRead,
  NamePerson,
  Nothing,
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
    return this.bus.forward(listPeople, asked, caller);
  }

  @Post('import')
  @Forwards(importPeople, { tag, slow: true })
  import(@Asked() asked: ImportPeople, @Caller() caller: AskOptions) {
    return this.bus.forward(importPeople, asked, caller);
  }

  @Get(':id')
  @Forwards(getPerson, { tag, path })
  get(@Asked() asked: NamePerson, @Caller() caller: AskOptions) {
    return this.bus.forward(getPerson, asked, caller);
  }

  @Put(':id')
  @Forwards(savePerson, { tag, path: { id: 'id' }, ifMatch: 'unless new' })
  save(@Asked() asked: SavePerson, @Caller() caller: AskOptions) {
    return this.bus.forward(savePerson, asked, caller);
  }

  @Delete(':id')
  @Forwards(deletePerson, { tag, path, ifMatch: 'unless new' })
  delete(@Asked() asked: DeletePerson, @Caller() caller: AskOptions) {
    return this.bus.forward(deletePerson, asked, caller);
  }

  @Put(':id/presence')
  @Forwards(setPresence, { tag, path })
  setPresence(@Asked() asked: SetPresence, @Caller() caller: AskOptions) {
    return this.bus.forward(setPresence, asked, caller);
  }

  @Get(':id/inbox')
  @Forwards(listInbox, { tag, path, slow: true })
  inbox(@Asked() asked: ListInbox, @Caller() caller: AskOptions) {
    return this.bus.forward(listInbox, asked, caller);
  }

  @Post(':id/inbox/read')
  @Forwards(markRead, { tag, path })
  markRead(@Asked() asked: MarkRead, @Caller() caller: AskOptions) {
    return this.bus.forward(markRead, asked, caller);
  }
}
