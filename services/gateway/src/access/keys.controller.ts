import { Controller, Delete, Get, Post } from '@nestjs/common';
import { CreateKey, createKey, listKeys, NameKey, Nothing, revokeKey, RotateKey, rotateKey } from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'keys';
const path = { id: 'keyId' };

@Controller('api/v1/keys')
export class KeysController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(listKeys, { tag })
  list(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.ask(listKeys, asked, caller);
  }

  @Post()
  @Forwards(createKey, { tag, status: 201 })
  create(@Asked() asked: CreateKey, @Caller() caller: AskOptions) {
    return this.bus.ask(createKey, asked, caller);
  }

  @Post(':id/rotation')
  @Forwards(rotateKey, { tag, path })
  rotate(@Asked() asked: RotateKey, @Caller() caller: AskOptions) {
    return this.bus.ask(rotateKey, asked, caller);
  }

  @Delete(':id')
  @Forwards(revokeKey, { tag, path })
  revoke(@Asked() asked: NameKey, @Caller() caller: AskOptions) {
    return this.bus.ask(revokeKey, asked, caller);
  }
}
