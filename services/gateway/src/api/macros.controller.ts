import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import {
  ApplyMacro,
  applyMacro,
  createMacro,
  getMacro,
  listMacros,
  MacroData,
  PreviewMacro,
  previewMacro,
  removeMacro,
  ShelfQuery,
  ShelfRef,
  UpdateMacro,
  updateMacro,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { OpaqueTicket } from './opaque-ticket.pipe.js';

const tag = 'macros';
const path = { id: 'id' };

@Controller('api/v1')
export class MacrosController {
  constructor(private readonly bus: Bus) {}

  @Post('macros')
  @Forwards(createMacro, { tag, status: 201 })
  create(@Asked() asked: MacroData, @Caller() caller: AskOptions) {
    return this.bus.forward(createMacro, asked, caller);
  }

  @Get('macros')
  @Forwards(listMacros, { tag, slow: true })
  list(@Asked() asked: ShelfQuery, @Caller() caller: AskOptions) {
    return this.bus.forward(listMacros, asked, caller);
  }

  @Get('macros/:id')
  @Forwards(getMacro, { tag, path })
  get(@Asked() asked: ShelfRef, @Caller() caller: AskOptions) {
    return this.bus.forward(getMacro, asked, caller);
  }

  @Put('macros/:id')
  @Forwards(updateMacro, { tag, path, ifMatch: true })
  update(@Asked() asked: UpdateMacro, @Caller() caller: AskOptions) {
    return this.bus.forward(updateMacro, asked, caller);
  }

  @Delete('macros/:id')
  @Forwards(removeMacro, { tag, path })
  remove(@Asked() asked: ShelfRef, @Caller() caller: AskOptions) {
    return this.bus.forward(removeMacro, asked, caller);
  }

  @Get('tickets/:ticketId/macros/:id')
  @Forwards(previewMacro, { tag, path: { ...path, ticketId: 'ticketId' } })
  preview(@Asked(OpaqueTicket) asked: PreviewMacro, @Caller() caller: AskOptions) {
    return this.bus.forward(previewMacro, asked, caller);
  }

  @Post('tickets/:ticketId/macros/:id')
  @Forwards(applyMacro, { tag, path: { ...path, ticketId: 'ticketId' }, ifMatch: true, idempotent: true })
  apply(@Asked(OpaqueTicket) asked: ApplyMacro, @Caller() caller: AskOptions) {
    return this.bus.forward(applyMacro, asked, caller);
  }
}
