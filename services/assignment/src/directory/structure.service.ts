import { Injectable } from '@nestjs/common';
import {
  Problem,
  type Actor,
  type QueueList,
  type QueueView,
  type RegionList,
  type RegionView,
  type RemoveById,
  type RemovedById,
  type SaveQueue,
  type SaveRegion,
  type SaveShiftCalendar,
  type SaveTeam,
  type ShiftCalendarList,
  type ShiftCalendarView,
  type TeamList,
  type TeamView,
} from '@deskbeat/contracts';
import { AssignmentStore } from '../deciding/assignment.store.js';
import { Strays } from '../deciding/strays.js';
import { isCycle } from '../domain/region.js';
import { isTimeZone } from '../domain/shift.js';
import type { Kept } from './kept.js';
import { StructureNews } from './structure-news.js';
import { defaultQueueId, StructureStore, type QueueContent, type QueueDocument } from './structure.store.js';

/** Regions, teams, queues and shift calendars: what administrators keep. */
@Injectable()
export class StructureService {
  constructor(
    private readonly structure: StructureStore,
    private readonly assignments: AssignmentStore,
    private readonly news: StructureNews,
    private readonly strays: Strays,
  ) {}

  /** @throws Problem `validation-failed` when the region would be above itself, or its parent is not there */
  async saveRegion({ id, seenVersion, name, parentId }: SaveRegion, by: Actor, at: Date): Promise<RegionView> {
    const regions = new Map(
      (await this.structure.regions.all()).map(({ _id, ...rest }) => [_id, { ...rest, id: _id }]),
    );
    if (parentId !== undefined && !regions.has(parentId)) throw refusal('/parentId', 'there is no such region');
    if (isCycle(regions, { id, ...(parentId !== undefined && { parentId }) })) {
      throw refusal('/parentId', 'a region cannot be above itself');
    }
    const content = { name, ...(parentId !== undefined && { parentId }) };
    return this.changed(await this.structure.regions.put(content, { id, seenVersion, by, at }));
  }

  async listRegions(): Promise<RegionList> {
    return { items: (await this.structure.regions.all()).map(viewOf) };
  }

  async removeRegion(asked: RemoveById): Promise<RemovedById> {
    const below = (await this.structure.regions.all()).some(({ parentId }) => parentId === asked.id);
    if (below) throw new Problem('already-exists', { detail: 'other regions are below it' });
    return this.removed(asked, await this.structure.regions.remove(asked));
  }

  async saveTeam({ id, seenVersion, regions = [], ...rest }: SaveTeam, by: Actor, at: Date): Promise<TeamView> {
    const saved = await this.structure.teams.put({ ...rest, regions }, { id, seenVersion, by, at });
    this.news.teamsChanged();
    return viewOf(saved);
  }

  async listTeams(): Promise<TeamList> {
    return { items: (await this.structure.teams.all()).map(viewOf) };
  }

  async removeTeam(asked: RemoveById): Promise<RemovedById> {
    const queues = (await this.structure.allQueues()).filter(({ teamId }) => teamId === asked.id);
    if (queues.length > 0) throw new Problem('already-exists', { detail: `${queues[0]!.name} belongs to it` });
    const outcome = this.removed(asked, await this.structure.teams.remove(asked));
    this.news.teamsChanged();
    return outcome;
  }

  /** @throws Problem `validation-failed` when the team or the triage queue is not there */
  async saveQueue({ id, seenVersion, ...wanted }: SaveQueue, by: Actor, at: Date): Promise<QueueView> {
    const { teamId, triageQueueId } = wanted;
    if (teamId !== undefined && !(await this.structure.teams.load(teamId))) {
      throw refusal('/teamId', 'there is no such team');
    }
    if (triageQueueId === id || (triageQueueId !== undefined && !(await this.structure.queues.load(triageQueueId)))) {
      throw refusal('/triageQueueId', 'must be another queue');
    }
    const {
      order = 'priority',
      presenceRule = 'live',
      pickUpMinutes = 0,
      confidencePercent = 50,
      skills = [],
    } = wanted;
    const content: QueueContent = { ...wanted, order, presenceRule, pickUpMinutes, confidencePercent, skills };
    await this.structure.allQueues();
    const saved = await this.structure.queues.put(content, { id, seenVersion, by, at });
    this.news.teamsChanged();
    return this.queueView(saved);
  }

  async listQueues(): Promise<QueueList> {
    const queues = await this.structure.allQueues();
    return { items: await Promise.all(queues.map((queue) => this.queueView(queue))) };
  }

  /** @throws Problem `not-assignable` for the default queue: every ticket has somewhere to go */
  async removeQueue(asked: RemoveById): Promise<RemovedById> {
    if (asked.id === defaultQueueId) throw new Problem('not-assignable', { detail: 'the default queue stays' });
    const outcome = this.removed(asked, await this.structure.queues.remove(asked));
    this.news.teamsChanged();
    await this.strays.home();
    return outcome;
  }

  /** @throws Problem `validation-failed` when there is no such time zone */
  async saveCalendar(asked: SaveShiftCalendar, by: Actor, at: Date): Promise<ShiftCalendarView> {
    const { id, seenVersion, name, timeZone, hours, daysOff = [] } = asked;
    if (!isTimeZone(timeZone)) throw refusal('/timeZone', 'is no IANA time zone');
    const content = { name, timeZone, hours, daysOff };
    return this.changed(await this.structure.calendars.put(content, { id, seenVersion, by, at })) as ShiftCalendarView;
  }

  async listCalendars(): Promise<ShiftCalendarList> {
    return { items: (await this.structure.calendars.all()).map(viewOf) as ShiftCalendarView[] };
  }

  async removeCalendar(asked: RemoveById): Promise<RemovedById> {
    return this.removed(asked, await this.structure.calendars.remove(asked));
  }

  private async queueView(queue: QueueDocument): Promise<QueueView> {
    const { waiting, oldestSince } = await this.assignments.waitingIn(queue._id);
    return {
      ...viewOf(queue),
      order: queue.order ?? 'priority',
      waiting,
      ...(oldestSince && { oldestSince: oldestSince.toISOString() }),
    };
  }

  private changed<T extends object>(document: Kept<T>): View<T> {
    this.news.changed();
    return viewOf(document);
  }

  private removed({ id }: RemoveById, removed: boolean): RemovedById {
    if (!removed) throw new Problem('not-found', { context: { id } });
    return { id, removed };
  }
}

type View<T> = Omit<Kept<T>, '_id' | 'changed'> & { id: string };

function viewOf<T extends object>({ _id, changed: _, ...content }: Kept<T>): View<T> {
  return { id: _id, ...content } as unknown as View<T>;
}

function refusal(pointer: string, message: string): Problem {
  return new Problem('validation-failed', { errors: [{ pointer, message }] });
}
