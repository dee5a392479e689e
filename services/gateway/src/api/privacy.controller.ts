import { Controller, Get, Post, StreamableFile } from '@nestjs/common';
import {
  beginExport,
  ErasePerson,
  erasePerson,
  getErasure,
  ListErasures,
  listErasures,
  NameErasure,
  NameSubject,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { PersonalExport } from '../export/personal-export.js';

const tag = 'privacy';
const path = { kind: 'kind', id: 'id' };
const zip = 'application/zip';

/** Personal data: all of it, and none of it any more. */
@Controller('api/v1')
export class PrivacyController {
  constructor(
    private readonly bus: Bus,
    private readonly exports: PersonalExport,
  ) {}

  @Get('subjects/:kind/:id/data.zip')
  @Forwards(beginExport, { tag, path, slow: true, produces: zip, summary: 'Take out all that is kept about somebody' })
  async export(@Asked() asked: NameSubject, @Caller() caller: AskOptions) {
    const subject = await this.bus.ask(beginExport, asked, caller);
    const disposition = 'attachment; filename="personal-data.zip"';
    return new StreamableFile(this.exports.zipOf(subject, caller), { type: zip, disposition });
  }

  @Post('subjects/:kind/:id/erasure')
  @Forwards(erasePerson, { tag, path, status: 202, slow: true })
  erase(@Asked() asked: ErasePerson, @Caller() caller: AskOptions) {
    return this.bus.forward(erasePerson, asked, caller);
  }

  @Get('erasures')
  @Forwards(listErasures, { tag })
  list(@Asked() asked: ListErasures, @Caller() caller: AskOptions) {
    return this.bus.forward(listErasures, asked, caller);
  }

  @Get('erasures/:id')
  @Forwards(getErasure, { tag, path: { id: 'erasureId' } })
  get(@Asked() asked: NameErasure, @Caller() caller: AskOptions) {
    return this.bus.forward(getErasure, asked, caller);
  }
}
