import { savePerson, setPresence, type Actor, type PersonRole } from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { until } from '../command/until.js';

export interface Member {
  id: string;
  name: string;
  role?: PersonRole;
  email?: string;
}

const actor: Actor = { kind: 'system', id: 'tools' };

/** Creates people who are there and take tickets. */
export async function staff(natsUrl: string, members: readonly Member[]): Promise<void> {
  const bus = new Bus(natsUrl, 'tools-staff');
  try {
    for (const { role = 'agent', ...member } of members) {
      const isSaved = () => bus.ask(savePerson, { ...member, role, active: true }, { actor }).then(() => true);
      if (!(await until(isSaved, 10_000))) throw new Error('the assignment service does not answer');
      await bus.ask(setPresence, { personId: member.id, presence: 'available' }, { actor });
    }
  } finally {
    await bus.onApplicationShutdown();
  }
}
