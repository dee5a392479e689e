import { workOnAccess } from './access-work.js';
import { openDesk, type Desk } from './harness.js';
import { comeAsCustomer } from './portal-work.js';
import { comeBySso, startSso, type Sso } from './sso-work.js';

export interface SsoDesk extends Desk {
  sso: Sso;
}

/** The whole system, and an organisation's own sign-in beside it. */
export async function openDeskWithSso(): Promise<SsoDesk> {
  const sso = await startSso();
  const desk = await openDesk(sso.env);
  const close = async (): Promise<void> => {
    await desk.close();
    await sso.provider.stop();
  };
  return { ...desk, sso, close };
}

/** People come in by password, link, code and their organisation; a customer by a link to their address. */
export async function enterByAllDoors(desk: SsoDesk, used: Set<string>, customer: string): Promise<void> {
  await workOnAccess(desk, used);
  await comeBySso(desk, desk.sso, used);
  await comeAsCustomer(desk, customer, used);
}
