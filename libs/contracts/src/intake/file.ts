import { IsBoolean, IsInt, IsString, Length, Matches } from 'class-validator';
import { ActorData, Nothing, Page } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, Nested, Whole } from '../fields.js';

/** Bytes of every piece of a file but its last: what GridFS takes by default, and far below a message of the bus. */
export const pieceBytes = 255 * 1024;
const pieceLength = Math.ceil(pieceBytes / 3) * 4;

/** Bytes as they travel: base64. */
export class Piece {
  @IsString() @Length(1, pieceLength) @Matches(/^[A-Za-z0-9+/]*={0,2}$/) data: string;
}

/** A file that is about to come, by an agent, a customer or a channel. */
export class BeginUpload {
  /** As its sender calls it; it is kept without what could do harm. */
  @IsString() @Length(1, 1_000) name: string;
  /** The media type that the sender believes it has. */
  @Maybe() @Line(255) type?: string;
  /** Bytes, where they are known. */
  @Maybe() @Whole(0) size?: number;
}

export class UploadView {
  @Id() id: string;
}

export class SendPiece extends Piece {
  @Id() uploadId: string;
  /** From 0; a piece may be sent twice, and pieces in any order. */
  @Whole(0, 1_000_000) index: number;
}

export class EndUpload {
  @Id() uploadId: string;
  /** Bytes that were sent. */
  @Whole(0) size: number;
}

export class FileRef {
  @Id() id: string;
}

export class FileView {
  @Id() id: string;
  @Line(150) name: string;
  /** Media type, by what the file holds. */
  @Line(255) type: string;
  /** What its sender said, where that is something else. */
  @Maybe() @Line(255) claimedType?: string;
  @IsInt() size: number;
  @Line(64) sha256: string;
  /** Whether there can be a small picture of it. */
  @IsBoolean() hasThumbnail: boolean;
  /** The ticket and the entry of its timeline that it came with; absent before it is sent. */
  @Maybe() @Id() ticketId?: string;
  @Maybe() @Whole(1) entry?: number;
  @Nested(() => ActorData) by: ActorData;
  @Instant() createdAt: string;
}

export class ReadPiece {
  @Id() fileId: string;
  @Whole(0, 1_000_000) index: number;
}

export class Thumbnail {
  @Line(50) type: string;
  @IsString() data: string;
}

export class ListAttachments extends Page {
  @Id() ticketId: string;
}

export class FileList {
  @ListOf(() => FileView, 200) items: FileView[];
  @Maybe() @Line(500) next?: string;
}

export const beginUpload = defineRequest('rpc.intake.begin-upload.v1', 'Upload a file', BeginUpload, UploadView);
export const sendPiece = defineRequest('rpc.intake.send-piece.v1', 'Send a piece of a file', SendPiece, Nothing);
export const endUpload = defineRequest('rpc.intake.end-upload.v1', 'Say that a file has come', EndUpload, FileView);
export const getFile = defineRequest('rpc.intake.get-file.v1', 'Read about a file', FileRef, FileView);
export const readPiece = defineRequest('rpc.intake.read-piece.v1', 'Read a piece of a file', ReadPiece, Piece);
export const getThumbnail = defineRequest(
  'rpc.intake.get-thumbnail.v1',
  'Read the small picture of a file',
  FileRef,
  Thumbnail,
);
export const discardFile = defineRequest(
  'rpc.intake.discard-file.v1',
  'Throw a file away that was not sent, or an upload that did not end',
  FileRef,
  Nothing,
);
export const listAttachments = defineRequest(
  'rpc.intake.list-attachments.v1',
  'List the files of a ticket',
  ListAttachments,
  FileList,
);
