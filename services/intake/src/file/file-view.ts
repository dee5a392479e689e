import type { AttachmentFacts, FileView } from '@deskbeat/contracts';
import { isPicture } from './domain/file-type.js';
import type { StoredFile } from './file.schema.js';

export function viewOf({ _id, filename, length, uploadDate, metadata }: StoredFile): FileView {
  const { type, claimedType, sha256, by, ticketId, entry } = metadata;
  return {
    id: _id,
    name: filename,
    type,
    ...(claimedType && { claimedType }),
    size: length,
    sha256,
    hasThumbnail: isPicture(type),
    ...(entry !== undefined && { ticketId, entry }),
    by,
    createdAt: uploadDate.toISOString(),
  };
}

/** What an entry of the timeline says of a file. */
export const attachmentOf = ({ _id, filename, length, metadata }: StoredFile): AttachmentFacts => ({
  id: _id,
  name: filename,
  type: metadata.type,
  size: length,
});
