import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import {
  deleteWebhook,
  ListDeliveries,
  listDeliveries,
  listWebhooks,
  Nothing,
  SaveWebhook,
  saveWebhook,
  testWebhook,
  WebhookRef,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'webhooks';
const path = { id: 'id' };

@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(listWebhooks, { tag, slow: true })
  list(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(listWebhooks, asked, caller);
  }

  @Put(':id')
  @Forwards(saveWebhook, { tag, path })
  save(@Asked() asked: SaveWebhook, @Caller() caller: AskOptions) {
    return this.bus.forward(saveWebhook, asked, caller);
  }

  @Delete(':id')
  @Forwards(deleteWebhook, { tag, path })
  delete(@Asked() asked: WebhookRef, @Caller() caller: AskOptions) {
    return this.bus.forward(deleteWebhook, asked, caller);
  }

  @Post(':id/test')
  @Forwards(testWebhook, { tag, path })
  test(@Asked() asked: WebhookRef, @Caller() caller: AskOptions) {
    return this.bus.forward(testWebhook, asked, caller);
  }

  @Get(':id/deliveries')
  @Forwards(listDeliveries, { tag, path, slow: true })
  deliveries(@Asked() asked: ListDeliveries, @Caller() caller: AskOptions) {
    return this.bus.forward(listDeliveries, asked, caller);
  }
}
