import { IsInt, IsNumber } from 'class-validator';
import { Maybe } from '../fields.js';

/** Milliseconds between reporting and the first response or the resolution. */
export class Durations {
  @IsInt() count: number;
  @Maybe() @IsNumber() mean?: number;
  @Maybe() @IsNumber() p50?: number;
  @Maybe() @IsNumber() p90?: number;
  @Maybe() @IsNumber() p95?: number;
  @Maybe() @IsNumber() p99?: number;
}
