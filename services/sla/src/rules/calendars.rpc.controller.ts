import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
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
  PreviewDue,
  previewDue,
  RemoveCalendar,
  removeCalendar,
  RemoveHolidays,
  removeHolidays,
  type Actor,
  type CalendarList,
  type CalendarView,
  type DuePreview,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { CalendarsService } from './calendars.service.js';

@Controller()
export class CalendarsRpcController {
  constructor(private readonly calendars: CalendarsService) {}

  @OnRequest(listCalendars)
  list(): Promise<CalendarList> {
    return this.calendars.list();
  }

  @OnRequest(getCalendar)
  get(@Payload() { calendarId }: GetCalendar): Promise<CalendarView> {
    return this.calendars.get(calendarId);
  }

  @OnRequest(createCalendar)
  create(@Payload() asked: CreateCalendar, @RequestedBy() actor: Actor): Promise<CalendarView> {
    return this.calendars.create(asked, actor);
  }

  @OnRequest(changeCalendar)
  change(@Payload() asked: ChangeCalendar, @RequestedBy() actor: Actor): Promise<CalendarView> {
    return this.calendars.change(asked, actor);
  }

  @OnRequest(removeCalendar)
  remove(@Payload() asked: RemoveCalendar, @RequestedBy() actor: Actor): Promise<CalendarList> {
    return this.calendars.remove(asked, actor);
  }

  @OnRequest(importHolidays)
  importHolidays(@Payload() asked: ImportHolidays, @RequestedBy() actor: Actor): Promise<CalendarView> {
    return this.calendars.importHolidays(asked, actor);
  }

  @OnRequest(removeHolidays)
  removeHolidays(@Payload() asked: RemoveHolidays, @RequestedBy() actor: Actor): Promise<CalendarView> {
    return this.calendars.removeHolidays(asked, actor);
  }

  @OnRequest(previewDue)
  preview(@Payload() asked: PreviewDue): Promise<DuePreview> {
    return this.calendars.preview(asked);
  }
}
