import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  beginUpload,
  BeginUpload,
  discardFile,
  endUpload,
  EndUpload,
  FileRef,
  getFile,
  getThumbnail,
  listAttachments,
  ListAttachments,
  readPiece,
  ReadPiece,
  sendPiece,
  SendPiece,
  type Actor,
  type FileList,
  type FileView,
  type Piece,
  type Thumbnail,
  type UploadView,
} from '@deskbeat/contracts';
import { OnRequest, RequestedBy } from '@deskbeat/messaging';
import { FileService } from './file.service.js';
import { UploadService } from './upload.service.js';

@Controller()
export class FileRpcController {
  constructor(
    private readonly uploads: UploadService,
    private readonly files: FileService,
  ) {}

  @OnRequest(beginUpload)
  begin(@Payload() command: BeginUpload, @RequestedBy() actor: Actor): Promise<UploadView> {
    return this.uploads.begin(command, actor);
  }

  @OnRequest(sendPiece)
  take(@Payload() command: SendPiece, @RequestedBy() actor: Actor): Promise<object> {
    return this.uploads.take(command, actor);
  }

  @OnRequest(endUpload)
  end(@Payload() command: EndUpload, @RequestedBy() actor: Actor): Promise<FileView> {
    return this.uploads.end(command, actor);
  }

  @OnRequest(getFile)
  get(@Payload() { id }: FileRef, @RequestedBy() actor: Actor): Promise<FileView> {
    return this.files.get(id, actor);
  }

  @OnRequest(readPiece)
  piece(@Payload() query: ReadPiece): Promise<Piece> {
    return this.files.piece(query);
  }

  @OnRequest(getThumbnail)
  thumbnail(@Payload() { id }: FileRef, @RequestedBy() actor: Actor): Promise<Thumbnail> {
    return this.files.thumbnail(id, actor);
  }

  @OnRequest(discardFile)
  discard(@Payload() { id }: FileRef, @RequestedBy() actor: Actor): Promise<object> {
    return this.files.discard(id, actor);
  }

  @OnRequest(listAttachments)
  list(@Payload() query: ListAttachments): Promise<FileList> {
    return this.files.list(query);
  }
}
