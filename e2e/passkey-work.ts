import { PasskeyDevice } from '@deskbeat/testing';
import type { PasskeyQuestion, PasskeyView } from '@deskbeat/contracts';
import type { Browser } from './access-work.js';

/** Where people reach a system whose services know it by a name. */
export const namedUrl = 'http://localhost:7300';

/** Somebody makes a device a passkey, signs in by it on another one, and takes it away. */
export async function workOnPasskeys(there: Browser, phone: Browser, password: string): Promise<void> {
  const device = new PasskeyDevice(namedUrl);
  const asked = await there.does<PasskeyQuestion>('POST /session/passkeys/challenges', '', { password });
  const response = device.create(asked.options);
  const { id } = await there.does<PasskeyView>('POST /session/passkeys', '', { name: 'Laptop', response });
  await there.does('GET /session/passkeys');
  const question = await phone.does<PasskeyQuestion>('POST /sessions/passkey/challenges', '', {});
  await phone.does('POST /sessions/passkey', '', { response: device.get(question.options) });
  await there.does('DELETE /session/passkeys/{id}', id);
}
