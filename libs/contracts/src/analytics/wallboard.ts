import { IsInt, IsObject } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Instant, ListOf, Nested } from '../fields.js';
import { Durations } from './durations.js';

export class GetWallboard {
  /** When today began for those who look. */
  @Instant() today: string;
}

/** What came and what was done in one hour. */
export class HourlyFlow {
  /** When the hour began. */
  @Instant() from: string;
  @IsInt() created: number;
  @IsInt() resolved: number;
}

/** How things stand now. */
export class Wallboard {
  /** Tickets that are not resolved. */
  @IsInt() open: number;
  /** Of the open ones. */
  @IsObject() byStatus: Record<string, number>;
  @IsObject() byPriority: Record<string, number>;
  /** Open tickets that nobody has. */
  @IsInt() unassigned: number;
  /** Open tickets of which a promise to the customer was broken. */
  @IsInt() breached: number;
  @IsInt() createdToday: number;
  @IsInt() resolvedToday: number;
  /** The last 24 hours, oldest first; the last one has only begun. */
  @ListOf(() => HourlyFlow, 24) hours: HourlyFlow[];
  /** Of the tickets reported in the last seven days. */
  @Nested(() => Durations) firstResponse: Durations;
  @Nested(() => Durations) resolution: Durations;
}

export const getWallboard = defineRequest(
  'rpc.analytics.get-wallboard.v1',
  'How things stand now, for a wall',
  GetWallboard,
  Wallboard,
);
