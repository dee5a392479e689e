import { IsBoolean, IsInt } from 'class-validator';
import { Nothing } from '../common.js';
import { defineRequest, defineSignal } from '../contract.js';
import { Id, Ids, Instant, Line, ListOf, Maybe, OneOf, Whole } from '../fields.js';
import { SkillLevel } from './directory.js';

/** Replaces what was there. */
class Save {
  @Id() id: string;
  /** The version that was read; absent: whatever it is now. */
  @Maybe() @Whole(1) seenVersion?: number;
  @Line() name: string;
}

/** A part of the world; one without a parent is a root. */
export class SaveRegion extends Save {
  @Maybe() @Id() parentId?: string;
}
export class RegionView {
  @Id() id: string;
  @IsInt() version: number;
  @Line() name: string;
  @Maybe() @Id() parentId?: string;
}
export class RegionList {
  @ListOf(() => RegionView, 10_000) items: RegionView[];
}

/** People belong to it by their own `teams`. */
export class SaveTeam extends Save {
  @Maybe() @Id() leadId?: string;
  @Maybe() @Id() managerId?: string;
  /** Regions that the team covers, each with everything below it. */
  @Maybe() @Ids(500) regions?: string[];
}
export class TeamView {
  @Id() id: string;
  @IsInt() version: number;
  @Line() name: string;
  @Maybe() @Id() leadId?: string;
  @Maybe() @Id() managerId?: string;
  @Ids(500) regions: string[];
}
export class TeamList {
  @ListOf(() => TeamView, 10_000) items: TeamView[];
}

export const queueModes = ['person', 'queue', 'round-robin', 'least-loaded', 'smart'] as const;
export type QueueMode = (typeof queueModes)[number];

/**
 * Who counts as there. `live`: said to be available, with a sign of a live connection in the last minute. `declared`:
 * said to be available, until they say otherwise. `shift`: on shift by their calendar. `anyone`: whoever is active.
 */
/** Which of the waiting tickets is next: by priority, then the nearest due instant, then age; or without the first, or both. */
export const queueOrders = ['priority', 'due', 'age'] as const;
export type QueueOrder = (typeof queueOrders)[number];

export const presenceRules = ['live', 'declared', 'shift', 'anyone'] as const;
export type PresenceRule = (typeof presenceRules)[number];

export class SaveQueue extends Save {
  /** Whose people take its tickets; absent: all agents and leads. */
  @Maybe() @Id() teamId?: string;
  @OneOf(queueModes) mode: QueueMode;
  /** `priority` unless said. */
  @Maybe() @OneOf(queueOrders) order?: QueueOrder;
  /** `live` unless said. */
  @Maybe() @OneOf(presenceRules) presenceRule?: PresenceRule;
  /** A ticket that is not accepted or answered so many minutes after it was given goes back. 0: no limit. */
  @Maybe() @Whole(0, 100_000) pickUpMinutes?: number;
  /** Where a ticket goes that the smart mode is not sure of; absent: it waits in this queue. */
  @Maybe() @Id() triageQueueId?: string;
  /** Confidence, in percent, below which the smart mode leaves the choice to a person; 50 unless said. */
  @Maybe() @Whole(0, 100) confidencePercent?: number;
  /** Everybody who takes its tickets needs these. */
  @Maybe() @ListOf(() => SkillLevel, 50) skills?: SkillLevel[];
}

export class QueueView {
  @Id() id: string;
  @IsInt() version: number;
  @Line() name: string;
  @Maybe() @Id() teamId?: string;
  @OneOf(queueModes) mode: QueueMode;
  @OneOf(queueOrders) order: QueueOrder;
  @OneOf(presenceRules) presenceRule: PresenceRule;
  @IsInt() pickUpMinutes: number;
  @Maybe() @Id() triageQueueId?: string;
  @IsInt() confidencePercent: number;
  @ListOf(() => SkillLevel, 50) skills: SkillLevel[];
  /** Tickets that wait for somebody. */
  @IsInt() waiting: number;
  @Maybe() @Instant() oldestSince?: string;
}
export class QueueList {
  @ListOf(() => QueueView, 10_000) items: QueueView[];
}

export class RemoveById {
  @Id() id: string;
  @Maybe() @Whole(1) seenVersion?: number;
}
export class RemovedById {
  @Id() id: string;
  @IsBoolean() removed: boolean;
}

export const saveRegion = defineRequest(
  'rpc.assignment.save-region.v1',
  'Create or replace a region',
  SaveRegion,
  RegionView,
);
export const listRegions = defineRequest('rpc.assignment.list-regions.v1', 'List the regions', Nothing, RegionList);
export const removeRegion = defineRequest(
  'rpc.assignment.remove-region.v1',
  'Remove a region',
  RemoveById,
  RemovedById,
);
export const saveTeam = defineRequest('rpc.assignment.save-team.v1', 'Create or replace a team', SaveTeam, TeamView);
export const listTeams = defineRequest('rpc.assignment.list-teams.v1', 'List the teams', Nothing, TeamList);
export const removeTeam = defineRequest('rpc.assignment.remove-team.v1', 'Remove a team', RemoveById, RemovedById);
export const saveQueue = defineRequest(
  'rpc.assignment.save-queue.v1',
  'Create or replace a queue',
  SaveQueue,
  QueueView,
);
export const listQueues = defineRequest('rpc.assignment.list-queues.v1', 'List the queues', Nothing, QueueList);
/** The default queue stays; the tickets of another one go there. */
export const removeQueue = defineRequest('rpc.assignment.remove-queue.v1', 'Remove a queue', RemoveById, RemovedById);

/** Teams or queues are other ones than before: who keeps something of them looks again. */
export const structureChanged = defineSignal('live.structure-changed.v1', 'Teams or queues have changed', Nothing);
