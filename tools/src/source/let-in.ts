import { changeNatsUsers } from '@deskbeat/embedded';
import { addSource, busAccountsIn, busUrlOf, removeSource } from '@deskbeat/identity';
import { sourceName } from '@deskbeat/permissions';
import { connectNow } from '../command/connect.js';
import { until } from '../command/until.js';
import { serviceNames } from '../system/service-names.js';

/** A bus of this machine. */
export interface OwnBus {
  /** Without a user. */
  url: string;
  /** Folder of passwords. */
  passwords: string;
  /** Folder of the server. */
  natsDir: string;
}

const patienceMs = 10_000;

/**
 * Lets another company's system report on `intake.<source>.v1`, at once where the bus runs. Nobody's connection ends.
 * @returns the address of the bus as that system
 * @throws Error when the name is none for a subject, or the bus does not let it in
 */
export async function letSourceIn(source: string, bus: OwnBus): Promise<string> {
  await addSource(bus.passwords, source);
  const url = busUrlOf(bus.url, bus.passwords, sourceName(source));
  if ((await isTold(bus)) && !(await until(() => isLetIn(url), patienceMs))) {
    throw new Error(`the bus does not let ${source} in yet; its log says why`);
  }
  return url;
}

/** Its connections end. @returns whether it was let in before */
export async function shutSourceOut(source: string, bus: OwnBus): Promise<boolean> {
  const wasIn = await removeSource(bus.passwords, source);
  await isTold(bus);
  return wasIn;
}

const isTold = async ({ passwords, natsDir }: OwnBus): Promise<boolean> =>
  changeNatsUsers(natsDir, await busAccountsIn(passwords, serviceNames));

async function isLetIn(url: string): Promise<boolean> {
  const connection = await connectNow(url, 'tools-look');
  await connection.close();
  return true;
}
