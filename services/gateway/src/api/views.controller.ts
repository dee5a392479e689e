import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import {
  countViews,
  CreateView,
  createView,
  ListView,
  listView,
  listViews,
  NamedView,
  Nothing,
  removeView,
  ReplaceView,
  replaceView,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'views';
const path = { id: 'id' };

@Controller('api/v1/views')
export class ViewsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(listViews, { tag, slow: true })
  list(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(listViews, asked, caller);
  }

  @Get('counts')
  @Forwards(countViews, { tag, slow: true })
  counts(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(countViews, asked, caller);
  }

  @Post()
  @Forwards(createView, { tag, status: 201 })
  create(@Asked() asked: CreateView, @Caller() caller: AskOptions) {
    return this.bus.forward(createView, asked, caller);
  }

  @Put(':id')
  @Forwards(replaceView, { tag, path, ifMatch: true })
  replace(@Asked() asked: ReplaceView, @Caller() caller: AskOptions) {
    return this.bus.forward(replaceView, asked, caller);
  }

  @Delete(':id')
  @Forwards(removeView, { tag, path })
  remove(@Asked() asked: NamedView, @Caller() caller: AskOptions) {
    return this.bus.forward(removeView, asked, caller);
  }

  @Get(':id/tickets')
  @Forwards(listView, { tag, path, slow: true })
  tickets(@Asked() asked: ListView, @Caller() caller: AskOptions) {
    return this.bus.forward(listView, asked, caller);
  }
}
