import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  applyMacro,
  ApplyMacro,
  createMacro,
  getMacro,
  listMacros,
  MacroData,
  previewMacro,
  PreviewMacro,
  removeMacro,
  ShelfQuery,
  ShelfRef,
  updateMacro,
  UpdateMacro,
  type Actor,
  type Identity,
  type MacroList,
  type MacroPreview,
  type MacroView,
  type TicketView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy, RequestedByIdentity } from '@deskbeat/messaging';
import { MacroService } from './macro.service.js';

@Controller()
export class MacroRpcController {
  constructor(private readonly macros: MacroService) {}

  @OnRequest(createMacro)
  create(@Payload() command: MacroData, @RequestedByIdentity() who: Identity): Promise<MacroView> {
    return this.macros.save(command, who);
  }

  @OnRequest(updateMacro)
  update(@Payload() command: UpdateMacro, @RequestedByIdentity() who: Identity): Promise<MacroView> {
    return this.macros.update(command, who);
  }

  @OnRequest(getMacro)
  get(@Payload() { id }: ShelfRef, @RequestedByIdentity() who: Identity): Promise<MacroView> {
    return this.macros.get(id, who);
  }

  @OnRequest(listMacros)
  list(@Payload() { teamId }: ShelfQuery, @RequestedByIdentity() who: Identity): Promise<MacroList> {
    return this.macros.list(teamId, who);
  }

  @OnRequest(removeMacro)
  remove(@Payload() { id }: ShelfRef, @RequestedByIdentity() who: Identity): Promise<object> {
    return this.macros.remove(id, who);
  }

  @OnRequest(applyMacro)
  apply(@Payload() command: ApplyMacro, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.macros.apply(command, actor);
  }

  @OnRequest(previewMacro)
  preview(@Payload() query: PreviewMacro, @RequestedBy() actor: Actor): Promise<MacroPreview> {
    return this.macros.preview(query, actor);
  }
}
