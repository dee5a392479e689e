import { Type } from 'class-transformer';
import { IsIn, IsInt, IsTimeZone, Matches, Max, Min } from 'class-validator';
import { ServiceConfig } from '@deskbeat/service';

export class SlaConfig extends ServiceConfig {
  /** IANA zone of the business hours that are there at the first start. */
  @IsTimeZone({ message: 'SLA_TIME_ZONE must be an IANA time zone like Europe/Berlin' })
  SLA_TIME_ZONE = 'Europe/Berlin';

  /** Days on which it is closed, at the first start, by commas: `2026-12-24,*-12-25`. */
  @Matches(/^$|^((\d{4}|\*)-\d{2}-\d{2})(,((\d{4}|\*)-\d{2}-\d{2}))*$/, {
    message: 'SLA_HOLIDAYS must be dates like 2026-12-24 or *-12-25, with commas between',
  })
  SLA_HOLIDAYS = '';

  /** Whether addresses of holidays may lie in private networks: `true` or `false`. */
  @IsIn(['true', 'false'])
  SLA_FEEDS_ALLOW_PRIVATE = 'false';

  /** How long a replica that is gone keeps its share of the clocks, in milliseconds. */
  @Type(() => Number)
  @IsInt()
  @Min(300)
  @Max(60_000)
  SLA_LEASE_MS = 5_000;
}
