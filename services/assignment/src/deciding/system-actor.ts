import type { Actor } from '@deskbeat/contracts';

/** Who acts where no person does. */
export const system: Actor = { kind: 'system', id: 'assignment', name: 'Assignment' };
