import { Controller, Delete, Get, Patch, Post } from '@nestjs/common';
import {
  ChangeCalendar,
  changeCalendar,
  CreateCalendar,
  createCalendar,
  GetCalendar,
  getCalendar,
  ImportHolidays,
  importHolidays,
  listCalendars,
  Nothing,
  PreviewDue,
  previewDue,
  RemoveCalendar,
  removeCalendar,
  RemoveHolidays,
  removeHolidays,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';

const tag = 'calendars';
const path = { id: 'calendarId' };

@Controller('api/v1/calendars')
export class CalendarsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Forwards(listCalendars, { tag, slow: true })
  list(@Asked() asked: Nothing, @Caller() caller: AskOptions) {
    return this.bus.forward(listCalendars, asked, caller);
  }

  @Post()
  @Forwards(createCalendar, { tag, status: 201 })
  create(@Asked() asked: CreateCalendar, @Caller() caller: AskOptions) {
    return this.bus.forward(createCalendar, asked, caller);
  }

  @Post('preview')
  @Forwards(previewDue, { tag })
  preview(@Asked() asked: PreviewDue, @Caller() caller: AskOptions) {
    return this.bus.forward(previewDue, asked, caller);
  }

  @Get(':id')
  @Forwards(getCalendar, { tag, path })
  get(@Asked() asked: GetCalendar, @Caller() caller: AskOptions) {
    return this.bus.forward(getCalendar, asked, caller);
  }

  @Patch(':id')
  @Forwards(changeCalendar, { tag, path, ifMatch: true })
  change(@Asked() asked: ChangeCalendar, @Caller() caller: AskOptions) {
    return this.bus.forward(changeCalendar, asked, caller);
  }

  @Delete(':id')
  @Forwards(removeCalendar, { tag, path, ifMatch: true })
  remove(@Asked() asked: RemoveCalendar, @Caller() caller: AskOptions) {
    return this.bus.forward(removeCalendar, asked, caller);
  }

  @Post(':id/feeds')
  @Forwards(importHolidays, { tag, path, slow: true })
  importHolidays(@Asked() asked: ImportHolidays, @Caller() caller: AskOptions) {
    return this.bus.forward(importHolidays, asked, caller);
  }

  @Delete(':id/feeds')
  @Forwards(removeHolidays, { tag, path })
  removeHolidays(@Asked() asked: RemoveHolidays, @Caller() caller: AskOptions) {
    return this.bus.forward(removeHolidays, asked, caller);
  }
}
