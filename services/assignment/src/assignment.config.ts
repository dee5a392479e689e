import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { ServiceConfig } from '@deskbeat/service';

export class AssignmentConfig extends ServiceConfig {
  /** How often a queue is looked at without a cause, in milliseconds. */
  @Type(() => Number)
  @IsInt()
  @Min(50)
  @Max(60_000)
  DRAIN_EVERY_MS = 2_000;
}
