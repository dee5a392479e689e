import { Controller, Get } from '@nestjs/common';
import { listQueues, Nothing } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

@Controller('api/v1')
export class DirectoryController {
  constructor(private readonly bus: Bus) {}

  @Get('queues')
  @Forwards(listQueues, { tag: 'queues', slow: true })
  queues(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(listQueues, asked, caller);
  }
}
