import { IsInt, IsObject } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Instant, Maybe, Nested } from '../fields.js';
import { Durations } from './durations.js';

export * from './durations.js';
export * from './wallboard.js';

export class GetOverview {
  /** Tickets reported since; default: all. */
  @Maybe() @Instant() since?: string;
  @Maybe() @Instant() until?: string;
}

export class Overview {
  @IsInt() tickets: number;
  @IsObject() byStatus: Record<string, number>;
  @IsObject() byType: Record<string, number>;
  @IsObject() byPriority: Record<string, number>;
  @IsInt() breached: number;
  @Nested(() => Durations) firstResponse: Durations;
  @Nested(() => Durations) resolution: Durations;
}

export const getOverview = defineRequest(
  'rpc.analytics.get-overview.v1',
  'Counts and durations',
  GetOverview,
  Overview,
);
