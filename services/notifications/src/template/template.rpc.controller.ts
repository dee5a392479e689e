import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  listTemplates,
  ListTemplateVersions,
  listTemplateVersions,
  PreviewTemplate,
  previewTemplate,
  ResetTemplate,
  resetTemplate,
  SaveTemplate,
  saveTemplate,
  type Actor,
  type Preview,
  type TemplateList,
  type TemplateVersions,
  type TemplateView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { TemplateService } from './template.service.js';

@Controller()
export class TemplateRpcController {
  constructor(private readonly service: TemplateService) {}

  @OnRequest(listTemplates)
  list(): Promise<TemplateList> {
    return this.service.list();
  }

  @OnRequest(listTemplateVersions)
  versions(@Payload() payload: ListTemplateVersions): Promise<TemplateVersions> {
    return this.service.versions(payload);
  }

  @OnRequest(saveTemplate)
  save(@Payload() payload: SaveTemplate, @RequestedBy() actor: Actor): Promise<TemplateView> {
    return this.service.save(payload, actor);
  }

  @OnRequest(resetTemplate)
  reset(@Payload() payload: ResetTemplate, @RequestedBy() actor: Actor): Promise<TemplateView> {
    return this.service.reset(payload, actor);
  }

  @OnRequest(previewTemplate)
  preview(@Payload() payload: PreviewTemplate): Promise<Preview> {
    return this.service.preview(payload);
  }
}
