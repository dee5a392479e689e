import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { PresenceRule, QueueMode, QueueOrder, SkillLevel } from '@deskbeat/contracts';
import { collectionOf } from '@deskbeat/persistence';
import type { ShiftCalendar } from '../domain/shift.js';
import { KeptDocuments, type Kept } from './kept.js';

export interface RegionContent {
  name: string;
  parentId?: string;
}
export interface TeamContent {
  name: string;
  leadId?: string;
  managerId?: string;
  regions: string[];
}
export interface QueueContent {
  name: string;
  teamId?: string;
  mode: QueueMode;
  /** `priority` where a queue was saved without. */
  order?: QueueOrder;
  presenceRule: PresenceRule;
  pickUpMinutes: number;
  triageQueueId?: string;
  confidencePercent: number;
  skills: SkillLevel[];
}
export type CalendarContent = ShiftCalendar & { name: string };
export type QueueDocument = Kept<QueueContent>;

export const defaultQueueId = 'default';

/** People may be there without the console: who says so is believed until they say otherwise. */
const general: QueueContent = {
  name: 'General',
  mode: 'round-robin',
  order: 'priority',
  presenceRule: 'declared',
  pickUpMinutes: 0,
  confidencePercent: 50,
  skills: [],
};

/** Regions, teams, queues and shift calendars. */
@Injectable()
export class StructureStore {
  readonly regions: KeptDocuments<RegionContent>;
  readonly teams: KeptDocuments<TeamContent>;
  readonly queues: KeptDocuments<QueueContent>;
  readonly calendars: KeptDocuments<CalendarContent>;

  constructor(
    @InjectModel('Region') regions: Model<Kept<RegionContent>>,
    @InjectModel('Team') teams: Model<Kept<TeamContent>>,
    @InjectModel('Queue') queues: Model<Kept<QueueContent>>,
    @InjectModel('ShiftCalendar') calendars: Model<Kept<CalendarContent>>,
  ) {
    this.regions = new KeptDocuments<RegionContent>('region', collectionOf(regions));
    this.teams = new KeptDocuments<TeamContent>('team', collectionOf(teams));
    this.queues = new KeptDocuments<QueueContent>('queue', collectionOf(queues));
    this.calendars = new KeptDocuments<CalendarContent>('shift calendar', collectionOf(calendars));
  }

  /** All queues; the default one is made when it is missing. */
  async allQueues(): Promise<QueueDocument[]> {
    const found = await this.queues.all();
    if (found.some(({ _id }) => _id === defaultQueueId)) return found.map(whole);
    const by = { kind: 'system', id: 'assignment' } as const;
    await this.queues.put(general, { id: defaultQueueId, by, at: new Date() });
    return (await this.queues.all()).map(whole);
  }
}

/** A queue that was made before all of its fields were. */
const whole = (queue: QueueDocument): QueueDocument => ({ ...general, ...queue });
