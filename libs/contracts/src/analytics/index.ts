import { IsInt, IsNumber, IsObject } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Instant, Maybe, Nested } from '../fields.js';

export class GetOverview {
  /** Tickets reported since; default: all. */
  @Maybe() @Instant() since?: string;
  @Maybe() @Instant() until?: string;
}

/** Milliseconds between reporting and the first response or the resolution. */
export class Durations {
  @IsInt() count: number;
  @Maybe() @IsNumber() mean?: number;
  @Maybe() @IsNumber() p50?: number;
  @Maybe() @IsNumber() p90?: number;
  @Maybe() @IsNumber() p95?: number;
  @Maybe() @IsNumber() p99?: number;
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
