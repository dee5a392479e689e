import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  listQueues,
  listRegions,
  listShiftCalendars,
  listTeams,
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
  type Actor,
  type QueueList,
  type QueueView,
  type RegionList,
  type RegionView,
  type RemovedById,
  type ShiftCalendarList,
  type ShiftCalendarView,
  type TeamList,
  type TeamView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { StructureService } from './structure.service.js';

@Controller()
export class StructureRpcController {
  constructor(private readonly service: StructureService) {}

  @OnRequest(saveRegion)
  saveRegion(@Payload() payload: SaveRegion, @RequestedBy() actor: Actor): Promise<RegionView> {
    return this.service.saveRegion(payload, actor, new Date());
  }

  @OnRequest(listRegions)
  listRegions(): Promise<RegionList> {
    return this.service.listRegions();
  }

  @OnRequest(removeRegion)
  removeRegion(@Payload() payload: RemoveById): Promise<RemovedById> {
    return this.service.removeRegion(payload);
  }

  @OnRequest(saveTeam)
  saveTeam(@Payload() payload: SaveTeam, @RequestedBy() actor: Actor): Promise<TeamView> {
    return this.service.saveTeam(payload, actor, new Date());
  }

  @OnRequest(listTeams)
  listTeams(): Promise<TeamList> {
    return this.service.listTeams();
  }

  @OnRequest(removeTeam)
  removeTeam(@Payload() payload: RemoveById): Promise<RemovedById> {
    return this.service.removeTeam(payload);
  }

  @OnRequest(saveQueue)
  saveQueue(@Payload() payload: SaveQueue, @RequestedBy() actor: Actor): Promise<QueueView> {
    return this.service.saveQueue(payload, actor, new Date());
  }

  @OnRequest(listQueues)
  listQueues(): Promise<QueueList> {
    return this.service.listQueues();
  }

  @OnRequest(removeQueue)
  removeQueue(@Payload() payload: RemoveById): Promise<RemovedById> {
    return this.service.removeQueue(payload);
  }

  @OnRequest(saveShiftCalendar)
  saveCalendar(@Payload() payload: SaveShiftCalendar, @RequestedBy() actor: Actor): Promise<ShiftCalendarView> {
    return this.service.saveCalendar(payload, actor, new Date());
  }

  @OnRequest(listShiftCalendars)
  listCalendars(): Promise<ShiftCalendarList> {
    return this.service.listCalendars();
  }

  @OnRequest(removeShiftCalendar)
  removeCalendar(@Payload() payload: RemoveById): Promise<RemovedById> {
    return this.service.removeCalendar(payload);
  }
}
