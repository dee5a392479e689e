import { IsUrl, Matches } from 'class-validator';
import { ServiceConfig } from '@deskbeat/service';

export class NotificationsConfig extends ServiceConfig {
  @Matches(/^smtps?:\/\//, { message: 'SMTP_URL must look like smtp://host:port' })
  SMTP_URL = 'smtp://127.0.0.1:7326';

  /** `Name <address>` or an address. */
  @Matches(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, { message: 'MAIL_FROM must look like Name <desk@example.org>' })
  MAIL_FROM = 'Deskbeat <desk@deskbeat.localhost>';

  /** Start of the links in mails. */
  @IsUrl(
    { require_tld: false, protocols: ['http', 'https'], require_protocol: true },
    { message: 'PUBLIC_URL must look like https://desk.example.org' },
  )
  PUBLIC_URL = 'http://127.0.0.1:7300';
}
