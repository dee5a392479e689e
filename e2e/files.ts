import { expect } from '@jest/globals';
import { operator } from '@deskbeat/tools';

const point = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const padding = 300_000;
/** Of the picture that is left. */
export const pictureBytes = Buffer.from(point, 'base64').length + padding;

/**
 * Uploads pictures of one point that are larger than a piece, reads all that can be read of one and throws the other away.
 * @param used takes the operations of the API
 * @returns the id of the one that is left
 */
export async function sendPicture(url: string, as: string, used: Set<string>): Promise<string> {
  const ask = async (method: string, path: string, id = '', more: RequestInit = {}): Promise<Response> => {
    used.add(`${method} ${path.replace(/\?.*/, '')}`);
    const headers = { ...operator(), 'x-deskbeat-actor': as, ...(more.headers as object) };
    const answer = await fetch(`${url}/api/v1${path.replace('{id}', id)}`, { ...more, method, headers });
    expect([path, answer.ok]).toEqual([path, true]);
    return answer;
  };
  const send = async (): Promise<string> => {
    const body = Buffer.concat([Buffer.from(point, 'base64'), Buffer.alloc(padding)]);
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await ask('POST', '/files?name=point.png', '', { body, headers });
    return ((await answer.json()) as { id: string }).id;
  };
  const id = await send();
  for (const part of ['', '/details', '/thumbnail']) {
    const answer = await ask('GET', `/files/{id}${part}`, id);
    await answer.arrayBuffer();
  }
  await ask('DELETE', '/files/{id}', await send());
  return id;
}
