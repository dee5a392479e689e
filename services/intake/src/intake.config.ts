import { Transform, Type } from 'class-transformer';
import { ArrayMinSize, IsInt, IsOptional, IsISO31661Alpha2, IsUrl, Matches, Max, Min } from 'class-validator';
import type { CountryCode } from 'libphonenumber-js/max';
import { defaultTiers } from '@deskbeat/contracts';
import { ServiceConfig } from '@deskbeat/service';

/** What runs by a double click on one of the common systems. */
const forbiddenFileTypes = [
  ...['ade', 'adp', 'apk', 'appx', 'bat', 'cab', 'chm', 'cmd', 'com', 'cpl', 'dll', 'dmg', 'elf', 'exe', 'hta', 'ins'],
  ...['iso', 'isp', 'jar', 'js', 'jse', 'lib', 'lnk', 'macho', 'mde', 'msc', 'msi', 'msix', 'msp', 'mst', 'nsh', 'pif'],
  ...['ps1', 'reg', 'scr', 'sct', 'sys', 'vb', 'vbe', 'vbs', 'vxd', 'wsc', 'wsf', 'wsh', 'xll'],
];

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

  /** Days in which a merge of customers can be undone. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3_650)
  UNMERGE_DAYS = 30;

  /** Tiers of customers, comma-separated; the first is that of somebody new. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @ArrayMinSize(1)
  @Matches(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { each: true, message: 'CUSTOMER_TIERS must be names like standard,vip' })
  CUSTOMER_TIERS: string[] = [...defaultTiers];

  /** Country of phone numbers that are written without one, `DE`; where it is absent such numbers are refused. */
  @IsOptional()
  @IsISO31661Alpha2()
  DEFAULT_COUNTRY?: CountryCode = undefined;

  /** Days after the question on which a customer who says nothing is reminded, by commas; empty for never. */
  @Matches(/^$|^\d{1,3}(,\d{1,3}){0,9}$/, { message: 'CONFIRM_REMIND_DAYS must be days like 2,5' })
  CONFIRM_REMIND_DAYS = '2,5';

  /** Days after the question in which a silent customer's ticket becomes Resolved; 0 is never. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3_650)
  SILENT_RESOLVE_DAYS = 7;

  /** Days after Resolved in which a ticket becomes Closed; 0 is never. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3_650)
  SILENT_CLOSE_DAYS = 7;

  /** Changed tickets that every process keeps in memory for search before they are merged into the index on disk. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  SEARCH_MERGE_AT = 2_000;

  /** Minutes in which people may correct a note of their own. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(525_600)
  EDIT_WINDOW_MINUTES = 15;

  get editWindowMs(): number {
    return this.EDIT_WINDOW_MINUTES * 60_000;
  }

  /** Days after its last change in which a draft is forgotten. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_650)
  DRAFT_DAYS = 30;

  /** Megabytes of a file. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000)
  MAX_FILE_MB = 25;

  /** Hours in which a file that was uploaded must be sent or be part of a draft; then it goes. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(8_760)
  UNSENT_FILE_HOURS = 24;

  /** Extensions and media types of files that are refused, by commas. */
  @Matches(/^$|^[a-z0-9][a-z0-9.+/-]*(,[a-z0-9][a-z0-9.+/-]*)*$/, {
    message: 'FORBIDDEN_FILE_TYPES must be like exe,bat',
  })
  FORBIDDEN_FILE_TYPES = forbiddenFileTypes.join(',');

  /** Signs the links that customers answer by; several by commas: the first signs, all are taken. Without it there are no links. */
  @Matches(/^$|^[^,\s]{32,256}(,[^,\s]{32,256})*$/, { message: 'LINK_SECRET must have 32 characters or more' })
  LINK_SECRET = '';

  /** Days in which such a link is open. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_650)
  LINK_DAYS = 30;

  /** Start of the links that customers get. */
  @IsUrl(
    { require_tld: false, protocols: ['http', 'https'], require_protocol: true },
    { message: 'PUBLIC_URL must look like https://desk.example.org' },
  )
  PUBLIC_URL = 'http://127.0.0.1:7300';
}
