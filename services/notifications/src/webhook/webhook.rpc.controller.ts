import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  deleteWebhook,
  ListDeliveries,
  listDeliveries,
  listWebhooks,
  SaveWebhook,
  saveWebhook,
  testWebhook,
  WebhookRef,
  type NoticeList,
  type NoticeView,
  type WebhookList,
  type WebhookView,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { WebhookService } from './webhook.service.js';

@Controller()
export class WebhookRpcController {
  constructor(private readonly service: WebhookService) {}

  @OnRequest(saveWebhook)
  save(@Payload() payload: SaveWebhook): Promise<WebhookView> {
    return this.service.save(payload);
  }

  @OnRequest(listWebhooks)
  list(): Promise<WebhookList> {
    return this.service.list();
  }

  @OnRequest(deleteWebhook)
  delete(@Payload() payload: WebhookRef): Promise<WebhookRef> {
    return this.service.delete(payload);
  }

  @OnRequest(testWebhook)
  test(@Payload() payload: WebhookRef): Promise<NoticeView> {
    return this.service.test(payload);
  }

  @OnRequest(listDeliveries)
  sent(@Payload() payload: ListDeliveries): Promise<NoticeList> {
    return this.service.sent(payload);
  }
}
