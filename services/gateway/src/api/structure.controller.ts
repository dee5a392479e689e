import { Controller, Delete, Get, Put } from '@nestjs/common';
import {
  listQueues,
  listRegions,
  listShiftCalendars,
  listTeams,
  Nothing,
  RemoveById,
  removeQueue,
  removeRegion,
  removeShiftCalendar,
  removeTeam,
  SaveQueue,
  saveQueue,
  SaveRegion,
  saveRegion,
  SaveShiftCalendar,
  saveShiftCalendar,
  SaveTeam,
  saveTeam,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const path = { id: 'id' };
const ifMatch = 'unless new';

@Controller('api/v1')
export class StructureController {
  constructor(private readonly bus: Bus) {}

  @Get('queues')
  @Forwards(listQueues, { tag: 'queues', slow: true })
  queues(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(listQueues, asked, caller);
  }

  @Put('queues/:id')
  @Forwards(saveQueue, { tag: 'queues', path, ifMatch })
  saveQueue(@Asked() asked: SaveQueue, @Caller() caller: AskOptions) {
    return this.bus.forward(saveQueue, asked, caller);
  }

  @Delete('queues/:id')
  @Forwards(removeQueue, { tag: 'queues', path, ifMatch })
  removeQueue(@Asked() asked: RemoveById, @Caller() caller: AskOptions) {
    return this.bus.forward(removeQueue, asked, caller);
  }

  @Get('teams')
  @Forwards(listTeams, { tag: 'teams', slow: true })
  teams(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(listTeams, asked, caller);
  }

  @Put('teams/:id')
  @Forwards(saveTeam, { tag: 'teams', path, ifMatch })
  saveTeam(@Asked() asked: SaveTeam, @Caller() caller: AskOptions) {
    return this.bus.forward(saveTeam, asked, caller);
  }

  @Delete('teams/:id')
  @Forwards(removeTeam, { tag: 'teams', path, ifMatch })
  removeTeam(@Asked() asked: RemoveById, @Caller() caller: AskOptions) {
    return this.bus.forward(removeTeam, asked, caller);
  }

  @Get('regions')
  @Forwards(listRegions, { tag: 'regions', slow: true })
  regions(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(listRegions, asked, caller);
  }

  @Put('regions/:id')
  @Forwards(saveRegion, { tag: 'regions', path, ifMatch })
  saveRegion(@Asked() asked: SaveRegion, @Caller() caller: AskOptions) {
    return this.bus.forward(saveRegion, asked, caller);
  }

  @Delete('regions/:id')
  @Forwards(removeRegion, { tag: 'regions', path, ifMatch })
  removeRegion(@Asked() asked: RemoveById, @Caller() caller: AskOptions) {
    return this.bus.forward(removeRegion, asked, caller);
  }

  @Get('shift-calendars')
  @Forwards(listShiftCalendars, { tag: 'shifts', slow: true })
  calendars(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(listShiftCalendars, asked, caller);
  }

  @Put('shift-calendars/:id')
  @Forwards(saveShiftCalendar, { tag: 'shifts', path, ifMatch })
  saveCalendar(@Asked() asked: SaveShiftCalendar, @Caller() caller: AskOptions) {
    return this.bus.forward(saveShiftCalendar, asked, caller);
  }

  @Delete('shift-calendars/:id')
  @Forwards(removeShiftCalendar, { tag: 'shifts', path, ifMatch })
  removeCalendar(@Asked() asked: RemoveById, @Caller() caller: AskOptions) {
    return this.bus.forward(removeShiftCalendar, asked, caller);
  }
}
