import { savePerson, setPresence, type PersonRole } from '@deskbeat/contracts';
import { Caller } from '../command/caller.js';
import { until } from '../command/until.js';

export interface Member {
  id: string;
  name: string;
  role?: PersonRole;
  email?: string;
}

/** Creates people who are there and take tickets. */
export async function staff(natsUrl: string, members: readonly Member[]): Promise<void> {
  const bus = await Caller.connect(natsUrl);
  try {
    for (const { role = 'agent', ...member } of members) {
      const isSaved = () => bus.ask(savePerson, { ...member, role, active: true }).then(() => true);
      if (!(await until(isSaved, 10_000))) throw new Error('the assignment service does not answer');
      await bus.ask(setPresence, { personId: member.id, presence: 'available' });
    }
  } finally {
    await bus.close();
  }
}
