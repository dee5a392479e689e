import { Controller, Delete, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  beginUpload,
  BeginUpload,
  discardFile,
  FileRef,
  FileView,
  getFile,
  getThumbnail,
  listAttachments,
  ListAttachments,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { Asked, Caller, Forwards } from '../edge/forwards.js';
import { sendFile, sendThumbnail } from '../file/sending.js';
import { Transfer } from '../file/transfer.js';
import { uploadFrom } from '../file/upload.js';
import { OpaqueTicket } from './opaque-ticket.pipe.js';

const tag = 'files';
const path = { id: 'id' };

@Controller('api/v1')
export class FilesController {
  constructor(
    private readonly bus: Bus,
    private readonly transfer: Transfer,
  ) {}

  @Post('files')
  @Forwards(beginUpload, { tag, status: 201, reply: FileView, bytes: 'in' })
  upload(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Caller() caller: AskOptions) {
    const { about, body } = uploadFrom(query, request);
    return this.transfer.upload(about as BeginUpload, body, caller);
  }

  @Get('files/:id')
  @Forwards(getFile, { tag, path, bytes: 'out', summary: 'Download a file' })
  async download(
    @Asked() asked: FileRef,
    @Caller() caller: AskOptions,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.bus.ask(getFile, asked, caller);
    await sendFile(file, request, reply, (range) => this.transfer.download(file, range, caller));
  }

  @Get('files/:id/details')
  @Forwards(getFile, { tag, path })
  details(@Asked() asked: FileRef, @Caller() caller: AskOptions) {
    return this.bus.forward(getFile, asked, caller);
  }

  @Get('files/:id/thumbnail')
  @Forwards(getThumbnail, { tag, path, bytes: 'out', slow: true })
  async thumbnail(@Asked() asked: FileRef, @Caller() caller: AskOptions, @Res() reply: FastifyReply): Promise<void> {
    await sendThumbnail(await this.bus.ask(getThumbnail, asked, caller), reply);
  }

  @Delete('files/:id')
  @Forwards(discardFile, { tag, path })
  discard(@Asked() asked: FileRef, @Caller() caller: AskOptions) {
    return this.bus.forward(discardFile, asked, caller);
  }

  @Get('tickets/:id/attachments')
  @Forwards(listAttachments, { tag, path: { id: 'ticketId' } })
  attachments(@Asked(OpaqueTicket) asked: ListAttachments, @Caller() caller: AskOptions) {
    return this.bus.forward(listAttachments, asked, caller);
  }
}
