import { IsTimeZone, Matches } from 'class-validator';
import { ServiceConfig } from '@deskbeat/service';

export class SlaConfig extends ServiceConfig {
  /** IANA zone of the business hours. */
  @IsTimeZone({ message: 'SLA_TIME_ZONE must be an IANA time zone like Europe/Berlin' })
  SLA_TIME_ZONE = 'Europe/Berlin';

  /** Days on which the business is closed, by commas: `2026-12-24,*-12-25`. */
  @Matches(/^$|^((\d{4}|\*)-\d{2}-\d{2})(,((\d{4}|\*)-\d{2}-\d{2}))*$/, {
    message: 'SLA_HOLIDAYS must be dates like 2026-12-24 or *-12-25, with commas between',
  })
  SLA_HOLIDAYS = '';
}
