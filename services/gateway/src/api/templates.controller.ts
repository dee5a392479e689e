import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import {
  listTemplates,
  ListTemplateVersions,
  listTemplateVersions,
  Nothing,
  PreviewTemplate,
  previewTemplate,
  ResetTemplate,
  resetTemplate,
  SaveTemplate,
  saveTemplate,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'templates';
const path = { cause: 'cause', language: 'language' };

@Controller('api/v1/templates')
export class TemplatesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(listTemplates, { tag, slow: true })
  list(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(listTemplates, asked, caller);
  }

  @Put(':cause/:language')
  @Forwards(saveTemplate, { tag, path, ifMatch: true })
  save(@Asked() asked: SaveTemplate, @Caller() caller: AskOptions) {
    return this.bus.forward(saveTemplate, asked, caller);
  }

  @Delete(':cause/:language')
  @Forwards(resetTemplate, { tag, path })
  reset(@Asked() asked: ResetTemplate, @Caller() caller: AskOptions) {
    return this.bus.forward(resetTemplate, asked, caller);
  }

  @Get(':cause/:language/versions')
  @Forwards(listTemplateVersions, { tag, path, slow: true })
  versions(@Asked() asked: ListTemplateVersions, @Caller() caller: AskOptions) {
    return this.bus.forward(listTemplateVersions, asked, caller);
  }

  @Post(':cause/:language/preview')
  @Forwards(previewTemplate, { tag, path })
  preview(@Asked() asked: PreviewTemplate, @Caller() caller: AskOptions) {
    return this.bus.forward(previewTemplate, asked, caller);
  }
}
