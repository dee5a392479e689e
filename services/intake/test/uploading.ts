import { beginUpload, endUpload, pieceBytes, sendPiece, type Actor, type FileView } from '@deskbeat/contracts';
import type { Intake } from './harness.js';

export const beginFile = async ({ ask }: Intake, name = 'log.txt', type?: string, actor?: Actor): Promise<string> =>
  (await ask(beginUpload, { name, type }, actor)).id;

export const sendBytes = ({ ask }: Intake, uploadId: string, index: number, bytes: Buffer, actor?: Actor) =>
  ask(sendPiece, { uploadId, index, data: bytes.toString('base64') }, actor);

/** A whole file, piece by piece. */
export async function uploadFile(
  intake: Intake,
  bytes: Buffer,
  { name, type }: { name?: string; type?: string } = {},
  actor?: Actor,
): Promise<FileView> {
  const uploadId = await beginFile(intake, name, type, actor);
  for (let index = 0; index * pieceBytes < bytes.length; index++) {
    await sendBytes(intake, uploadId, index, bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes), actor);
  }
  return intake.ask(endUpload, { uploadId, size: bytes.length }, actor);
}
