import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { ServiceConfig } from '@deskbeat/service';

export class IntakeConfig extends ServiceConfig {
  /** Ticket numbers that a process takes at once; those that are left at its end are gaps. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  NUMBER_BLOCK = 50;

  /** Tickets with unsent events above which new ones are refused for a moment. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  MAX_OUTBOX_BACKLOG = 2_000;

  /** Days after Resolved in which the customer or an agent reopens the same ticket; later it is a follow-up. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3_650)
  REOPEN_WINDOW_DAYS = 7;
}
