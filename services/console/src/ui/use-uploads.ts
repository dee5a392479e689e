import { useState } from 'react';
import type { FileView } from '@deskbeat/contracts';
import { actingHeader } from '../api/acting.js';
import { addressOf, answerOf, get, path } from '../api/client.js';
import { useRefusal } from './toaster.js';

const upload = (file: File): Promise<FileView> =>
  answerOf<FileView>(addressOf('/files', { name: file.name || 'picture.png', type: file.type || undefined }), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...actingHeader() },
    body: file,
  });

/** Files that go with what is written; those that are refused say why. @param kept those that are there already */
export function useUploads(kept: readonly FileView[] = []) {
  const [files, setFiles] = useState(kept);
  const [pending, setPending] = useState(0);
  const refuse = useRefusal();
  const add = async (chosen: Iterable<File>): Promise<void> => {
    const list = [...chosen];
    setPending((count) => count + list.length);
    for (const file of list) {
      await upload(file).then((view) => setFiles((before) => [...before, view]), refuse);
      setPending((count) => count - 1);
    }
  };
  const restore = async (ids: readonly string[]): Promise<void> => {
    const views = await Promise.all(ids.map((id) => get<FileView>(path`/files/${id}/details`).catch(() => undefined)));
    setFiles(views.filter((view) => view !== undefined));
  };
  const drop = (id: string) => setFiles((before) => before.filter((file) => file.id !== id));
  return { files, pending, add, restore, drop, clear: () => setFiles([]) };
}
