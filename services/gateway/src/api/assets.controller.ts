import { Controller, Get, Patch, Post } from '@nestjs/common';
import {
  GetAsset,
  getAsset,
  ListAssets,
  listAssets,
  RegisterAsset,
  registerAsset,
  UpdateAsset,
  updateAsset,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'assets';
const path = { id: 'id' };

@Controller('api/v1/assets')
export class AssetsController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @Forwards(registerAsset, { tag, status: 201 })
  register(@Asked() asked: RegisterAsset, @Caller() caller: AskOptions) {
    return this.bus.forward(registerAsset, asked, caller);
  }

  @Get()
  @Forwards(listAssets, { tag, slow: true })
  list(@Asked() asked: ListAssets, @Caller() caller: AskOptions) {
    return this.bus.forward(listAssets, asked, caller);
  }

  @Get(':id')
  @Forwards(getAsset, { tag, path })
  get(@Asked() asked: GetAsset, @Caller() caller: AskOptions) {
    return this.bus.forward(getAsset, asked, caller);
  }

  @Patch(':id')
  @Forwards(updateAsset, { tag, path, ifMatch: true })
  update(@Asked() asked: UpdateAsset, @Caller() caller: AskOptions) {
    return this.bus.forward(updateAsset, asked, caller);
  }
}
