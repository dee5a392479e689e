import type { Identity } from '@deskbeat/contracts';

/** The one service that knows people, customers and other companies' systems. */
export const spokesman = 'gateway';

/** Whether the holder of a key may say this of somebody: the gateway of anybody, each other service of itself only. */
export const maySay = (signer: string, { kind, id, role }: Identity): boolean =>
  signer === spokesman || (kind === 'system' && role === 'system' && id === signer);
