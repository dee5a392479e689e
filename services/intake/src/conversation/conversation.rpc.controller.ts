import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  addNote,
  AddNote,
  editNote,
  EditNote,
  getMessage,
  GetMessage,
  getTimeline,
  GetTimeline,
  receiveMessage,
  ReceiveMessage,
  sendReply,
  SendReply,
  type Actor,
  type MessageView,
  type TicketView,
  type Timeline,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { ConversationReader } from './conversation-reader.service.js';
import { ConversationService } from './conversation.service.js';
import { NoteEditing } from './note-editing.service.js';
import { ReceivingService } from './receiving.service.js';

@Controller()
export class ConversationRpcController {
  constructor(
    private readonly conversation: ConversationService,
    private readonly editing: NoteEditing,
    private readonly receiving: ReceivingService,
    private readonly reader: ConversationReader,
  ) {}

  @OnRequest(addNote)
  note(@Payload() command: AddNote, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.conversation.note(command, actor);
  }

  @OnRequest(editNote)
  edit(@Payload() command: EditNote, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.editing.edit(command, actor);
  }

  @OnRequest(sendReply)
  reply(@Payload() command: SendReply, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.conversation.reply(command, actor);
  }

  @OnRequest(receiveMessage)
  receive(@Payload() command: ReceiveMessage, @RequestedBy() actor: Actor): Promise<TicketView> {
    return this.receiving.receive(command, actor);
  }

  @OnRequest(getTimeline)
  timeline(@Payload() query: GetTimeline): Promise<Timeline> {
    return this.reader.timeline(query);
  }

  @OnRequest(getMessage)
  message(@Payload() query: GetMessage): Promise<MessageView> {
    return this.reader.message(query);
  }
}
