import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsTimeZone, IsUrl, Matches, Min } from 'class-validator';
import { channels, noticeLanguages, type Channel } from '@deskbeat/contracts';
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

  /** Signs every letter for the domain of `MAIL_FROM`, with the key in `DKIM_KEY_FILE`. */
  @IsOptional()
  @Matches(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, { message: 'DKIM_SELECTOR must be a DNS label' })
  DKIM_SELECTOR?: string = undefined;

  /** PEM file with the private key. */
  @IsOptional()
  @IsString()
  DKIM_KEY_FILE?: string = undefined;

  /** Bytes of all files that one letter carries; what is more is named in it. 0: letters carry no files. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  LETTER_FILES_BYTES = 10 * 1024 * 1024;

  /** Letters to one address within an hour; what is more is given up. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  MAILS_PER_HOUR = 60;

  /** Channels whose customers are told that their message came in, comma-separated. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value))
  @IsIn([...channels], { each: true })
  CONFIRM_RECEIPT_ON: Channel[] = ['web', 'email', 'chat', 'social'];

  /** Language of those of whom no other is known. */
  @IsIn([...noticeLanguages])
  DEFAULT_LANGUAGE = 'en';

  /** Time zone of those who have not said theirs. */
  @IsTimeZone()
  TIME_ZONE = 'UTC';

  /** Whether webhooks may lead into private networks and to this machine. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value === 'true' : value))
  @IsBoolean()
  WEBHOOKS_TO_PRIVATE_NETWORKS = false;
}
